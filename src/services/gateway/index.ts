export { createGateway } from './createGateway'
