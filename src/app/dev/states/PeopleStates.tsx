'use client'
import { Avatar } from '@/components/ui/Avatar'
import { PresenceDot } from '@/components/ui/PresenceDot'
import { Shown } from './Shown'

const presences = ['online', 'away', 'busy', 'offline'] as const
const sizes = [24, 28, 32, 40] as const

export function PeopleStates() {
  return (
    <>
      <Shown id="avatar" title="Avatar">
        {sizes.map((size) => (
          <Avatar key={size} userId="u_ada" name="Ada Lovelace" size={size} presence="online" />
        ))}
        {presences.map((presence) => (
          <Avatar key={presence} userId={`u_${presence}`} name="Ben Ahmed" presence={presence} />
        ))}
        <Avatar userId="u_unknown" name="Presence Unknown" />
        <Avatar userId="u_one" name="Chloe" />
        <Avatar userId="u_emoji" name="👩🏽‍🚀 Chloe" />
        <Avatar userId="u_image" name="Image Shown" src="/icon-unread.svg" presence="away" />
        <Avatar userId="u_failed" name="Image Failed" src="/not-there.png" />
      </Shown>
      <Shown id="hues" title="Avatar hues">
        {Array.from({ length: 24 }, (_, index) => `u_${index}`).map((userId) => (
          <Avatar key={userId} userId={userId} name={userId.slice(2)} size={28} />
        ))}
      </Shown>
      <Shown id="presence-dot" title="Presence dot">
        {presences.map((presence) => (
          <span key={presence} className="flex items-center gap-1.5 text-sm">
            <PresenceDot presence={presence} size={12} />
            {presence}
          </span>
        ))}
      </Shown>
    </>
  )
}
