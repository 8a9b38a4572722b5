# Send message to a specific user
curl -X POST http://localhost:3000/api/gateway/send \
  -H "Authorization: Bearer <access_token>" \
  -H "Content-Type: application/json" \
  -d '{
    "userId": "507f1f77bcf86cd799439011",
    "event": "notification",
    "message": {
      "title": "Test",
      "body": "This is a test notification"
    }
  }'
