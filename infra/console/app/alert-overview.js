/**
 * The alerts on all markets, in a dialog. Loaded when it is first opened.
 */

import { button, empty, h, replace, say } from './dom.js';
import { wishOf } from './alerts.js';
import { compare } from './decimal.js';
import { shown } from './numbers.js';
import { problemText, refusalOf } from './words.js';
import { fillTexts, text, textOr } from './texts.js';

/** @typedef {import('./types.js').PriceAlert} PriceAlert */

/** The time for which a deletion can be undone here. */
const UNDO_MS = 10_000;

/**
 * Sets the dialog up.
 * @param {import('./session.js').Session} session
 * @param {import('./alerts.js').Alerts} alerts of the shown market; read again after a change
 * @param {(symbol: string) => void} showMarket
 * @returns {() => Promise<void>} opens it
 */
export function setUpOverview(session, alerts, showMarket) {
  const body = h('div', { id: 'overview-body', class: 'overview' });
  const status = h('p', { class: 'field-problem', role: 'alert' });
  const close = button('', { id: 'overview-close', dataset: { text: 'close' } });
  const dialog = h(
    'dialog',
    { id: 'overview', 'aria-labelledby': 'overview-title' },
    h('h2', { id: 'overview-title', dataset: { text: 'overview-title' } }),
    body,
    status,
    h('div', { class: 'buttons' }, close),
  );
  document.body.append(dialog);
  fillTexts(dialog);
  close.addEventListener('click', () => dialog.close());
  session.addEventListener('client', () => dialog.close());

  /** Does something at the server, and says it where that fails. @param {() => Promise<unknown>} task */
  const attempt = async (task) => {
    say(status, '');
    try {
      await task();
      void alerts.load();
      return true;
    } catch (error) {
      say(status, problemText(error));
      return false;
    }
  };

  /** @param {PriceAlert} alert @returns {HTMLLIElement} */
  const rowOf = (alert) => {
    const { symbol, condition, targetPrice, state, note } = alert;
    const price = shown(targetPrice);
    const way = button(symbol, { class: 'small link', 'aria-label': text('overview-show', { symbol }) });
    way.addEventListener('click', () => {
      dialog.close();
      showMarket(symbol);
    });
    const remove = button('×', {
      class: 'icon',
      'aria-label': text('overview-delete', { symbol, price }),
    });
    const row = h(
      'li',
      { dataset: { alertId: alert.id } },
      way,
      h('span', { class: 'number' }, `${condition === 'above' ? '▲' : '▼'} ${price}`),
      h('span', { class: 'badge', dataset: { state } }, textOr(`alert-state-${state}`, state)),
      remove,
      note && h('bdi', { class: 'hint' }, note),
    );
    remove.addEventListener('click', async () => {
      remove.disabled = true;
      const isGone = await attempt(() =>
        session.signedIn.deleteAlert(alert.id).catch((error) => {
          if (refusalOf(error).code !== 'not_found') throw error;
        }),
      );
      remove.disabled = false;
      if (isGone) replaceByUndo(row, alert);
    });
    return row;
  };
  /** @param {HTMLLIElement} row @param {PriceAlert} alert */
  const replaceByUndo = (row, alert) => {
    const undo = button(text('undo'), { class: 'small' });
    const hadFocus = row.contains(document.activeElement) || document.activeElement === document.body;
    const said = text('overview-deleted', { symbol: alert.symbol, price: shown(alert.targetPrice) });
    replace(row, h('span', { class: 'hint' }, said), undo);
    if (hadFocus) undo.focus();
    const end = setTimeout(() => {
      if (row.contains(document.activeElement)) close.focus();
      row.remove();
    }, UNDO_MS);
    undo.addEventListener('click', async () => {
      clearTimeout(end);
      undo.disabled = true;
      /** @type {PriceAlert | undefined} */
      let restored;
      await attempt(async () => {
        restored = (await session.signedIn.createAlert(wishOf(alert))).alert;
      });
      undo.disabled = false;
      if (!restored) return;
      const again = rowOf(restored);
      row.replaceWith(again);
      again.querySelector('button')?.focus();
    });
  };

  return async () => {
    replace(body, empty(text('loading-alerts')));
    say(status, '');
    dialog.showModal();
    try {
      const all = (await session.signedIn.listAlerts()).alerts;
      all.sort((a, b) => a.symbol.localeCompare(b.symbol) || compare(b.targetPrice, a.targetPrice));
      if (all.length === 0) replace(body, empty(text('overview-empty')));
      else replace(body, h('ul', { class: 'rows' }, all.map(rowOf)));
    } catch (error) {
      replace(body);
      say(status, text('alert-not-read', { problem: problemText(error) }));
    }
  };
}
