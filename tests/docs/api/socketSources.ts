import ts from 'typescript'
import { type Sources, typeNamed } from './program'

/** What the sources say of an event. */
export interface EventSource {
  name: string
  summary: string
  payload: ts.Type
  /** What the ack is called with, of an event of clients. */
  answer: ts.Type | undefined
}

/** The events of one of the maps of `protocol.ts`, in order. */
export function eventSources(
  sources: Sources,
  map: 'ClientToServerEvents' | 'ServerToClientEvents',
): EventSource[] {
  const { checker, protocol } = sources
  return checker
    .getPropertiesOfType(typeNamed(sources, protocol, map))
    .map((event) => eventSource(checker, event))
}

function eventSource(checker: ts.TypeChecker, event: ts.Symbol): EventSource {
  const [listener] = checker.getTypeOfSymbol(event).getCallSignatures()
  const [payload, ack] = listener?.getParameters() ?? []
  if (!payload) throw new Error(`${event.name} carries nothing`)
  const comment = ts.displayPartsToString(event.getDocumentationComment(checker))
  return {
    name: event.name,
    summary: comment.replace(/\s+/g, ' ').trim(),
    payload: checker.getTypeOfSymbol(payload),
    answer: ack && answerOf(checker, ack),
  }
}

function answerOf(checker: ts.TypeChecker, ack: ts.Symbol): ts.Type | undefined {
  const type = checker.getNonNullableType(checker.getTypeOfSymbol(ack))
  const [answer] = type.getCallSignatures()[0]?.getParameters() ?? []
  return answer && checker.getTypeOfSymbol(answer)
}
