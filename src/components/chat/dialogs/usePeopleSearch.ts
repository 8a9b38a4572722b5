import { useCallback, useEffect, useState } from 'react'
import { announce } from '@/components/ui/announce'
import type { ParleyApi } from '@/lib/api'
import type { PersonFound } from '@/lib/peopleProtocol'
import { useChat } from '../state/ChatProvider'

const TYPING_RESTS_MS = 150
const FOUND_AT_MOST = 50

export interface PeopleSearch {
  phase: 'searching' | 'found'
  /** Of the last answer, until the next one is there. */
  people: readonly PersonFound[]
  failure?: string | undefined
  again(): void
  /** The first whose name contains what is typed now, however early it is asked for. */
  first(): Promise<PersonFound | undefined>
}

/** The people whose name contains what is typed; only the answer to the newest question counts. */
export function usePeopleSearch(query: string): PeopleSearch {
  const { client } = useChat()
  const [found, setFound] = useState<Answer>(nothingYet)
  const find = useCallback(() => findNow(client().api, query.trim()), [client, query])
  useEffect(() => {
    let isNewest = true
    const search = async () => {
      const answer = await find()
      if (isNewest) setFound(answer)
    }
    const timer = setTimeout(search, TYPING_RESTS_MS)
    return () => {
      isNewest = false
      clearTimeout(timer)
    }
  }, [find])
  const isAnswered = found.query === query.trim()
  return {
    ...found,
    again: () => void find().then(setFound),
    first: async () => (isAnswered ? found : await find()).people[0],
  }
}

type Answer = Omit<PeopleSearch, 'again' | 'first'> & { query: string | undefined }

async function findNow(api: Pick<ParleyApi, 'findPeople'>, query: string): Promise<Answer> {
  try {
    const people = await api.findPeople(query, FOUND_AT_MOST)
    if (query !== '') announce(counted(people.length))
    return { phase: 'found', query, people }
  } catch (error) {
    return { phase: 'found', query, people: [], failure: (error as Error).message }
  }
}

const nothingYet: Answer = { phase: 'searching', query: undefined, people: [] }

function counted(count: number): string {
  return count === 1 ? '1 person' : `${count} people`
}
