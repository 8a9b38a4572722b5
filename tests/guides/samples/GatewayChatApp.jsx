import { useEffect, useState } from 'react';
import io from 'socket.io-client';

function ChatApp() {
  const [socket, setSocket] = useState(null);
  const [messages, setMessages] = useState([]);
  const [inputMessage, setInputMessage] = useState('');
  const [connected, setConnected] = useState(false);

  useEffect(() => {
    const accessToken = localStorage.getItem('accessToken');

    const newSocket = io('http://localhost:3000', {
      auth: { token: accessToken }
    });

    // Connection successful
    newSocket.on('connected', (data) => {
      console.log('Connected:', data);
      setConnected(true);
    });

    // Connection error
    newSocket.on('error', (error) => {
      console.error('Error:', error);
      setConnected(false);
    });

    // Message received acknowledgment
    newSocket.on('messageReceived', (data) => {
      console.log('Server received:', data);
    });

    // Listen for notifications
    newSocket.on('notification', (data) => {
      setMessages(prev => [...prev, {
        type: 'notification',
        ...data
      }]);
    });

    // Listen for custom events
    newSocket.on('alert', (data) => {
      alert(data.message);
    });

    // Disconnection
    newSocket.on('disconnect', () => {
      console.log('Disconnected');
      setConnected(false);
    });

    setSocket(newSocket);

    return () => newSocket.close();
  }, []);

  const sendMessage = () => {
    if (socket && inputMessage.trim()) {
      socket.emit('message', {
        message: inputMessage,
        timestamp: new Date().toISOString()
      });
      setInputMessage('');
    }
  };

  return (
    <div>
      <div>Status: {connected ? '🟢 Connected' : '🔴 Disconnected'}</div>

      <div>
        {messages.map((msg, index) => (
          <div key={index}>
            <strong>{msg.title}:</strong> {msg.body}
          </div>
        ))}
      </div>

      <input
        value={inputMessage}
        onChange={(e) => setInputMessage(e.target.value)}
        placeholder="Type a message"
      />
      <button onClick={sendMessage}>Send</button>
    </div>
  );
}

export { ChatApp };
