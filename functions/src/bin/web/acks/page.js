const main = document.querySelector('main');
const button = document.querySelector('button');
const failed = document.getElementById('failed');
const language = document.documentElement.lang;

const handle = () => location.hash.slice(1);

const show = (state) => {
  for (const part of main.querySelectorAll('section')) part.hidden = part.id !== state;
  document.title = document.querySelector(`#${state} h1`).textContent;
  button.hidden = state !== 'ask';
  button.disabled = false;
  failed.hidden = true;
};

const format = (at, options) => new Intl.DateTimeFormat(language, { numberingSystem: 'latn', ...options }).format(at);

/** Shows where and when it was seen: on another day than today with the date. */
const place = ({ at, by }) => {
  const line = document.getElementById(`seen-${by?.channel}`);
  const seen = new Date(at);
  if (!line || Number.isNaN(seen.getTime())) return;
  const time = format(seen, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  line.querySelector('time').textContent = time;
  if (seen.toDateString() !== new Date().toDateString()) line.append(` (${format(seen, { dateStyle: 'medium' })})`);
  line.hidden = false;
};

const ack = async () => {
  button.disabled = true;
  failed.hidden = true;
  try {
    const response = await fetch(new URL('v1/acks', location.href), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ handle: handle() }),
    });
    if (response.status === 404) return show('ended');
    if (!response.ok) throw new Error(`status ${response.status}`);
    place(await response.json());
    show('done');
  } catch {
    failed.hidden = false;
    button.disabled = false;
  }
};

const start = () => show(/^[A-Za-z0-9_-]{22}$/.test(handle()) ? 'ask' : 'ended');

button.addEventListener('click', ack);
// Another link to this page changes only the fragment, for which a browser does not load it again.
addEventListener('hashchange', () => location.reload());
start();
