// Generated from the event catalogue by `cargo run -p contract`. Do not edit it.

/** The channels, in the order of a fallback. */
export const CHANNELS = /** @type {const} */ ([
  'websocket',
  'push',
  'telegram',
  'email',
  'sms',
]);

/** The languages of the texts, with their own names and directions. */
export const LANGUAGES = /** @type {const} */ ([
  { tag: 'en', name: 'English', direction: 'ltr' },
  { tag: 'ar', name: 'العربية', direction: 'rtl' },
  { tag: 'de', name: 'Deutsch', direction: 'ltr' },
  { tag: 'es', name: 'Español', direction: 'ltr' },
  { tag: 'fr', name: 'Français', direction: 'ltr' },
  { tag: 'ja', name: '日本語', direction: 'ltr' },
  { tag: 'pt-BR', name: 'Português (Brasil)', direction: 'ltr' },
  { tag: 'ru', name: 'Русский', direction: 'ltr' },
  { tag: 'tr', name: 'Türkçe', direction: 'ltr' },
  { tag: 'zh-Hans', name: '简体中文', direction: 'ltr' },
]);

/** The events, the most urgent first. */
export const EVENTS = /** @type {const} */ ([
  { type: 'position_liquidated', priority: 0, severity: 'danger' },
  { type: 'margin_call', priority: 0, severity: 'warning' },
  { type: 'order_filled', priority: 0, severity: 'success' },
  { type: 'contact_changed', priority: 0, severity: 'danger' },
  { type: 'preferences_weakened', priority: 0, severity: 'warning' },
  { type: 'account_frozen', priority: 0, severity: 'danger' },
  { type: 'api_key_created', priority: 0, severity: 'warning' },
  { type: 'delivery_test', priority: 0, severity: 'info' },
  { type: 'loan_liquidated', priority: 0, severity: 'danger' },
  { type: 'loan_ltv_warning', priority: 0, severity: 'warning' },
  { type: 'login_from_new_device', priority: 0, severity: 'warning' },
  { type: 'p2p_dispute_opened', priority: 0, severity: 'danger' },
  { type: 'p2p_payment_marked', priority: 0, severity: 'warning' },
  { type: 'password_changed', priority: 0, severity: 'warning' },
  { type: 'position_partially_liquidated', priority: 0, severity: 'danger' },
  { type: 'position_reduced', priority: 0, severity: 'danger' },
  { type: 'stop_triggered', priority: 0, severity: 'warning' },
  { type: 'two_factor_changed', priority: 0, severity: 'danger' },
  { type: 'withdrawal_address_added', priority: 0, severity: 'warning' },
  { type: 'withdrawal_confirmation_needed', priority: 0, severity: 'warning' },
  { type: 'withdrawal_failed', priority: 0, severity: 'danger' },
  { type: 'withdrawal_requested', priority: 0, severity: 'info' },
  { type: 'price_alert', priority: 1, severity: 'info' },
  { type: 'price_feed', priority: 1, severity: 'warning' },
  { type: 'order_partially_filled', priority: 1, severity: 'success' },
  { type: 'deposit_credited', priority: 1, severity: 'success' },
  { type: 'card_authorised', priority: 1, severity: 'info' },
  { type: 'card_declined', priority: 1, severity: 'warning' },
  { type: 'contract_expiring', priority: 1, severity: 'warning' },
  { type: 'copy_stopped', priority: 1, severity: 'warning' },
  { type: 'delisting', priority: 1, severity: 'warning' },
  { type: 'incident', priority: 1, severity: 'danger' },
  { type: 'kyc_action_needed', priority: 1, severity: 'warning' },
  { type: 'kyc_approved', priority: 1, severity: 'success' },
  { type: 'margin_requirements_changed', priority: 1, severity: 'warning' },
  { type: 'margin_restored', priority: 1, severity: 'success' },
  { type: 'order_cancelled', priority: 1, severity: 'info' },
  { type: 'order_rejected', priority: 1, severity: 'warning' },
  { type: 'source_of_funds_needed', priority: 1, severity: 'warning' },
  { type: 'trading_halted', priority: 1, severity: 'danger' },
  { type: 'trading_resumed', priority: 1, severity: 'success' },
  { type: 'transfer_completed', priority: 1, severity: 'success' },
  { type: 'withdrawal_completed', priority: 1, severity: 'success' },
  { type: 'withdrawal_sent', priority: 1, severity: 'info' },
  { type: 'new_listing', priority: 2, severity: 'info' },
  { type: 'weekly_pnl_report', priority: 2, severity: 'info' },
  { type: 'daily_report', priority: 2, severity: 'info' },
  { type: 'referral_accrued', priority: 2, severity: 'success' },
  { type: 'announcement', priority: 2, severity: 'info' },
  { type: 'deposit_detected', priority: 2, severity: 'info' },
  { type: 'earn_matured', priority: 2, severity: 'success' },
  { type: 'fee_tier_changed', priority: 2, severity: 'info' },
  { type: 'funding_paid', priority: 2, severity: 'info' },
  { type: 'maintenance', priority: 2, severity: 'info' },
  { type: 'staking_reward', priority: 2, severity: 'success' },
  { type: 'statement_ready', priority: 2, severity: 'info' },
  { type: 'tax_report_ready', priority: 2, severity: 'info' },
]);

/** The sections of the preferences, in the order of the document. */
export const SECTIONS = /** @type {const} */ ([
  {
    key: 'liquidation',
    group: 'trades',
    priority: 0,
    mandatory: true,
    sms: true,
    options: [
    ],
  },
  {
    key: 'liquidationWarning',
    group: 'trades',
    priority: 0,
    mandatory: false,
    sms: true,
    options: [
      { key: 'thresholdPercent', kind: 'number', least: '100', most: '1000', weakerWhenLower: true },
      { key: 'repeat', kind: 'switch', default: true },
    ],
  },
  {
    key: 'orderFilled',
    group: 'trades',
    priority: 0,
    mandatory: false,
    sms: true,
    options: [
    ],
  },
  {
    key: 'priceAlert',
    group: 'alerts',
    priority: 1,
    mandatory: false,
    sms: false,
    options: [
    ],
  },
  {
    key: 'partialFill',
    group: 'trades',
    priority: 1,
    mandatory: false,
    sms: false,
    options: [
    ],
  },
  {
    key: 'deposit',
    group: 'funds',
    priority: 1,
    mandatory: false,
    sms: false,
    options: [
    ],
  },
  {
    key: 'newListing',
    group: 'news',
    priority: 2,
    mandatory: false,
    sms: false,
    options: [
      { key: 'minScore', kind: 'number', least: '0', most: '10', weakerWhenLower: false },
    ],
  },
  {
    key: 'weeklyReport',
    group: 'news',
    priority: 2,
    mandatory: false,
    sms: false,
    options: [
    ],
  },
  {
    key: 'dailyReport',
    group: 'news',
    priority: 2,
    mandatory: false,
    sms: false,
    options: [
      { key: 'time', kind: 'time' },
    ],
  },
  {
    key: 'referral',
    group: 'funds',
    priority: 2,
    mandatory: false,
    sms: false,
    options: [
    ],
  },
  {
    key: 'orderClosed',
    group: 'trades',
    priority: 1,
    mandatory: false,
    sms: false,
    options: [
    ],
  },
  {
    key: 'stopTriggered',
    group: 'trades',
    priority: 0,
    mandatory: false,
    sms: true,
    options: [
    ],
  },
  {
    key: 'funding',
    group: 'trades',
    priority: 2,
    mandatory: false,
    sms: false,
    options: [
    ],
  },
  {
    key: 'withdrawal',
    group: 'funds',
    priority: 1,
    mandatory: false,
    sms: false,
    options: [
    ],
  },
  {
    key: 'p2p',
    group: 'funds',
    priority: 0,
    mandatory: false,
    sms: true,
    options: [
    ],
  },
  {
    key: 'card',
    group: 'funds',
    priority: 1,
    mandatory: false,
    sms: false,
    options: [
    ],
  },
  {
    key: 'copyTrading',
    group: 'trades',
    priority: 1,
    mandatory: false,
    sms: false,
    options: [
    ],
  },
  {
    key: 'earn',
    group: 'funds',
    priority: 2,
    mandatory: false,
    sms: false,
    options: [
    ],
  },
  {
    key: 'trading',
    group: 'trades',
    priority: 1,
    mandatory: false,
    sms: false,
    options: [
    ],
  },
  {
    key: 'market',
    group: 'trades',
    priority: 1,
    mandatory: false,
    sms: false,
    options: [
    ],
  },
  {
    key: 'account',
    group: 'funds',
    priority: 1,
    mandatory: false,
    sms: false,
    options: [
    ],
  },
  {
    key: 'reports',
    group: 'news',
    priority: 2,
    mandatory: false,
    sms: false,
    options: [
    ],
  },
  {
    key: 'news',
    group: 'news',
    priority: 2,
    mandatory: false,
    sms: false,
    options: [
    ],
  },
]);
