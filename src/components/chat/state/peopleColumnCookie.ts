/** A cookie, so that the next page comes as this one was left. */
export const peopleColumnCookie = 'people-column'
