export { gatewayService as createGateway } from './gatewayService'
