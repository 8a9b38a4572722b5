/** The people whom a demo lets anyone be, one per tab. */
export const demoPeople = [
  { as: 'ada', name: 'Ada (admin)' },
  { as: 'ben', name: 'Ben' },
  { as: 'chloe', name: 'Chloe' },
  { as: 'new', name: 'Someone new' },
] as const
