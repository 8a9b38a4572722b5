/** A page of the demo shop, and where people go from it. */
export interface ShopPage {
  /** Below `/demo`; empty for its home. */
  path: string
  title: string
  text: string
  leadsTo: readonly string[]
}

/** The demo shop: enough pages to get lost in. Its visitors and its routes come from here. */
export const shopPages: readonly ShopPage[] = [
  {
    path: '',
    title: 'Home',
    text: 'Furniture for people who sit, read and write. Made in one workshop, sent everywhere.',
    leadsTo: ['/products', '/pricing', '/blog', '/about'],
  },
  {
    path: '/products',
    title: 'Products',
    text: 'Three things, made well. Each is repaired for as long as you own it.',
    leadsTo: ['/products/lamp', '/products/chair', '/products/desk', '/pricing'],
  },
  {
    path: '/products/lamp',
    title: 'Reading lamp',
    text: 'Warm light where the page is and nowhere else. 89.00.',
    leadsTo: ['/products', '/checkout'],
  },
  {
    path: '/products/chair',
    title: 'Desk chair',
    text: 'Oak, wool and a back that gives way when you do. 340.00.',
    leadsTo: ['/products', '/checkout', '/delivery'],
  },
  {
    path: '/products/desk',
    title: 'Standing desk',
    text: 'Sit in the morning, stand in the afternoon. No motor, no noise. 620.00.',
    leadsTo: ['/products', '/delivery', '/checkout'],
  },
  {
    path: '/pricing',
    title: 'Pricing',
    text: 'The price is the price: tax and delivery are in it. Offices of five and more pay a tenth less.',
    leadsTo: ['/products', '/delivery', '/checkout'],
  },
  {
    path: '/delivery',
    title: 'Delivery and returns',
    text: 'Two weeks to your door, thirty days to send it back.',
    leadsTo: ['/products', '/checkout'],
  },
  {
    path: '/blog',
    title: 'Blog',
    text: 'Notes from the workshop.',
    leadsTo: ['/blog/better-light', ''],
  },
  {
    path: '/blog/better-light',
    title: 'Better light for long evenings',
    text: 'One lamp behind you, one beside you, none above you. The rest is taste.',
    leadsTo: ['/products/lamp', '/blog'],
  },
  {
    path: '/about',
    title: 'About us',
    text: 'Nine people, two saws and a dog.',
    leadsTo: ['', '/products'],
  },
  {
    path: '/checkout',
    title: 'Checkout',
    text: 'Look it over once more. Nothing is sold here: this is a demo.',
    leadsTo: ['/checkout/payment', '/products'],
  },
  {
    path: '/checkout/payment',
    title: 'Checkout – payment',
    text: 'Here you would pay. In the demo you do not.',
    leadsTo: ['/thank-you', '/checkout'],
  },
  {
    path: '/thank-you',
    title: 'Thank you',
    text: 'That was the whole way through the shop.',
    leadsTo: [''],
  },
]

export function shopPage(path: string): ShopPage | undefined {
  return shopPages.find((page) => page.path === path)
}

/** The shop as its pages are served: a page with the pages it leads to. */
export interface DemoShop {
  /** Undefined where there is no such page, or no demo. */
  visit(path: string): VisitedPage | undefined
}

export interface VisitedPage {
  page: ShopPage
  ways: readonly ShopPage[]
}

export function demoShop(isDemo: boolean): DemoShop {
  return {
    visit: (path) => {
      const page = isDemo ? shopPage(path) : undefined
      return page && { page, ways: page.leadsTo.flatMap((way) => shopPage(way) ?? []) }
    },
  }
}
