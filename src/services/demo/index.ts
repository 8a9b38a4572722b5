export { createDemoOnline, type DemoOnlineService } from './demoOnlineService'
export { createDemoVisitors, type DemoVisitorsService } from './demoVisitorsService'
export { type DemoShop, demoShop } from './shopPages'
