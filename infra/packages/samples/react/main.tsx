import { NotificationInbox, useNotifications, type RenderRow } from '@trader-notifications/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

const renderRow: RenderRow = ({ event, title }) => (event === 'order_filled' ? `★ ${title}` : null);

function Notifications() {
  const { client, unread, notifications } = useNotifications({
    ticketUrl: 'https://notifications.example.com/v1/tickets',
    token: () => fetch('/token').then((response) => response.text()), // the exchange's JWT
  });
  return (
    <>
      <NotificationInbox client={client} lang="en" align="start" renderRow={renderRow} />
      <p>{unread} unread</p>
      <ul>
        {notifications.map(({ id, title }) => (
          <li key={id}>{title}</li>
        ))}
      </ul>
    </>
  );
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Notifications />
  </StrictMode>,
);
