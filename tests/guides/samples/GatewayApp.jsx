import { useEffect, useState } from 'react';
import io from 'socket.io-client';

function App() {
  const [socket, setSocket] = useState(null);
  const [messages, setMessages] = useState([]);

  useEffect(() => {
    const accessToken = localStorage.getItem('accessToken');

    const newSocket = io('http://localhost:3000', {
      auth: { token: accessToken }
    });

    newSocket.on('connected', (data) => {
      console.log('Connected:', data);
    });

    newSocket.on('error', (error) => {
      console.error('Connection error:', error);
    });

    newSocket.on('notification', (data) => {
      console.log('Received notification:', data);
    });

    setSocket(newSocket);

    return () => newSocket.close();
  }, []);

  const sendMessage = () => {
    if (socket) {
      socket.emit('message', { message: 'Hello from client!' });
    }
  };

  return (
    <div>
      <button onClick={sendMessage}>Send Message</button>
    </div>
  );
}

export { App };
