export function listen(socket) {
  socket.on('connected', (data) => {
    console.log(data);
    // {
    //   message: 'Successfully connected to WebSocket',
    //   userId: '507f1f77bcf86cd799439011',
    //   socketId: 'abc123xyz'
    // }
  });

  socket.on('messageReceived', (data) => {
    console.log(data);
    // {
    //   success: true,
    //   message: 'Message received by server',
    //   data: {
    //     receivedMessage: 'Your message',
    //     timestamp: '2026-02-07T10:00:00.000Z'
    //   }
    // }
  });

  socket.on('notification', (data) => {
    console.log('Notification:', data);
  });

  socket.on('alert', (data) => {
    console.log('Alert:', data);
  });

  socket.on('update', (data) => {
    console.log('Update:', data);
  });
}

export function send(socket) {
  socket.emit('message', {
    message: 'Your message here',
    // Add any additional data
    data: { /* custom data */ }
  });
}
