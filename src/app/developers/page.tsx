import { redirect } from 'next/navigation'

interface Props {
  searchParams: Promise<{ as?: string }>
}

/** `/developers` is its first page, as whoever asked. */
export default async function Page({ searchParams }: Props) {
  const { as } = await searchParams
  redirect(as ? `/developers/keys?as=${encodeURIComponent(as)}` : '/developers/keys')
}
