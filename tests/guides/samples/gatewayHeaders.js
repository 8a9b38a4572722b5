import io from 'socket.io-client';

// Or using headers
const socket = io('http://localhost:3000', {
  extraHeaders: {
    Authorization: 'Bearer your-jwt-access-token'
  }
});

export { socket };
