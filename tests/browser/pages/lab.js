/**
 * What the browser tests need of the client and the inbox without the console around them. To be served beside
 * `/client/` and `/inbox/`, one folder deep. Everything that the client says is kept in `lab`.
 */
import { NotificationClient } from '../client/index.js';
import '../inbox/trader-inbox.js';

const inbox = document.querySelector('trader-inbox');

const lab = {
  inbox,
  /** @type {NotificationClient | undefined} */
  client: undefined,
  /** The frames that the page was given to take, in order. */
  taken: [],
  /** The ids of `notification`. */
  shown: [],
  opened: [],
  states: [],
  problems: [],
  /** A test may let the page throw, or be slow. */
  take: undefined,

  connect(options) {
    lab.client = new NotificationClient({
      onNotification: (notification) => {
        lab.taken.push(notification);
        return lab.take?.(notification);
      },
      ...options,
      token: () => options.token,
    });
    lab.client.addEventListener('notification', ({ detail }) => lab.shown.push(detail.id));
    lab.client.addEventListener('state', ({ detail }) => lab.states.push(detail.state));
    lab.client.addEventListener('problem', ({ detail }) =>
      lab.problems.push(`${detail.code}: ${detail.message}`),
    );
    inbox.client = lab.client;
    lab.client.start();
  },

  badge() {
    const badge = inbox.shadowRoot.querySelector('.badge');
    return badge.hidden ? '' : badge.textContent;
  },

  toasts() {
    return [...inbox.shadowRoot.querySelectorAll('.toast:not(.past)')].map((toast) => toast.dataset.id);
  },

  /** The ids in the list from its top to its end, as somebody sees them who pages through all of it. */
  async walk() {
    inbox.hide();
    inbox.show();
    const scroller = inbox.shadowRoot.querySelector('.scroller');
    const ids = [];
    const isWhole = () => inbox.shadowRoot.querySelector('.foot').dataset.key?.startsWith('end');
    const active = () => scroller.querySelector('.open[tabindex="0"]')?.closest('li').dataset.id;
    // The end is where the key moves the focus no further in a list that is whole. A page that is slow to come is
    // no end, nor is a frame: the list is drawn only with the next one.
    const fold = () => scroller.querySelector('.fold[aria-expanded="false"]:not([hidden])');
    for (let idle = 0, last = undefined; idle < 20;) {
      while (fold()) fold().click();
      for (const entry of scroller.querySelectorAll('li'))
        if (!ids.includes(entry.dataset.id)) ids.push(entry.dataset.id);
      idle = isWhole() && active() === last ? idle + 1 : 0;
      last = active();
      scroller.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown' }));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 10)));
    }
    return ids;
  },
};

inbox.addEventListener('open', ({ detail }) => lab.opened.push(detail.id));
inbox.addEventListener('open', (event) => event.preventDefault());
window.lab = lab;
