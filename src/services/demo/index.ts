export { createDemoVisitors, type DemoVisitorsService } from './demoVisitorsService'
export { type DemoShop, demoShop } from './shopPages'
