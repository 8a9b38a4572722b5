/** What a text says as JSON, or what is wrong with it. */
export function jsonOf(text: string): { value: unknown; wrong?: string } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { value: undefined, wrong: `This is not JSON: ${(error as Error).message}` }
  }
}
