export function getOnlineUsers() {
  // Get all online users (excluding current user)
  fetch('/api/online-users?excludeUserId=123')
    .then(res => res.json())
    .then(data => {
      console.log('Online users:', data.data)
      console.log('Count:', data.count)
    })

  // Get only count
  fetch('/api/online-users?countOnly=true')
    .then(res => res.json())
    .then(data => {
      console.log('Online count:', data.count)
    })
}
