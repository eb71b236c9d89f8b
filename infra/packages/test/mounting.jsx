/** A component that the test mounts, unmounts, and gives to another trader. */

import { useNotifications } from '@trader-notifications/react';
import { createElement, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

function State({ ticketUrl, user }) {
  const { state, notifications } = useNotifications({ ticketUrl, user, token: () => 'a-token' });
  return createElement('output', null, `${user} ${state} ${notifications.length}`);
}

const root = createRoot(document.getElementById('root'));
globalThis.show = (props) => {
  root.render(props && createElement(StrictMode, null, createElement(State, props)));
};
