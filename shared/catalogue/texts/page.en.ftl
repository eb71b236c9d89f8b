# The texts of the trader's page. The format is in ../README.md; other languages have the same messages with
# the same variables. Names after a dash are often those of the protocol: `reason-quiet_hours`.
# A number that is inserted is written by the rules of the language; so are plurals, which a selector chooses.

# The whole page
page-title = Trader console
skip = Skip to content
start-failed = The console could not start. Load the page again.
cancel = Cancel
close = Close
undo = Undo
dismiss = Dismiss
messages-label = Messages
problems-label = Problems
load-failed = This could not be loaded. Try again.
loading-alerts = Loading alerts…

# The two places of a local system, and the parts of the app
places-label = Places
places-app = Trader’s app
places-simulator = Simulator
jump-label = On this page

# What a first visitor reads; $lead and $link are the messages with these endings
welcome-label = Where to begin
welcome-close = Got it, do not show this again
welcome = { $lead } Set an alert on the chart, and choose in the { $link } what reaches you, and where.
welcome-lead = Your notifications, live.
welcome-link = preferences
welcome-app = { $lead } Set an alert on the chart, or open the { $link } and liquidate the trader.
welcome-app-lead = A trader’s app, live.
welcome-app-link = simulator
welcome-simulator = { $lead } Send a liquidation, and see where it arrives: as a message here, on the phone and by mail.
welcome-simulator-lead = You are the exchange.

# The footer; the name of TradingView, Inc. follows
foot-charts = Charts: TradingView Lightweight Charts™, copyright ©
foot-notice = Notice
foot-licence = Licence

# The connection, in the header
connection-title = Connection on which your notifications come
connection-starting = Starting…
connection-system = The system is starting…
connection-failed = Not started
connection-connecting = Connecting…
connection-open = Catching up…
connection-synced = Live
connection-offline = Offline
connection-closed = Signed out
connection-waiting = Reconnecting…
connection-waiting-for = Reconnecting in { $seconds } s
connection-said-synced = Connection: live
connection-said-waiting = Connection lost, reconnecting
connection-said-offline = You are offline

# The theme
theme-auto = Theme: as the system
theme-light = Theme: light
theme-dark = Theme: dark

# Times and spans; $days and the like are whole numbers, $number may have a fraction
clock-at = at { $time }
span-ms = { $number } ms
span-s = { $number } s
span-min-s = { $minutes } min { $seconds } s
span-min = { $minutes } min
span-h-min = { $hours } h { $minutes } min
span-h = { $hours } h
span-d = { $days } d

# Channels, as they are called in a list and in a sentence
channel-websocket = In-app
channel-push = Push
channel-telegram = Telegram
channel-email = E-mail
channel-sms = SMS

# Why a delivery is in its state
reason-disabled = You have switched this kind off.
reason-not_chosen = You have not chosen this channel.
reason-threshold = It is not below the limit that you have set.
reason-min_score = It is below the minimum that you have set.
reason-no_contact = There is no address, device or chat to send to.
reason-channel_not_deployed = This system does not serve the channel.
reason-superseded = Something newer has made it obsolete.
reason-already_notified = You were told of the same a short time before.
reason-over_cap = The allowance of this channel is used up.
reason-country_not_allowed = No SMS is sent to the country of this number.
reason-quiet_hours = It waits for the end of your quiet hours.
reason-snoozed = It waits for the end of your snooze.
reason-backfill = It is from the past, and only for the inbox.

# Why a channel would not reach the trader
unreachable-no_contact-push = No device is registered.
unreachable-no_contact-telegram = No Telegram chat is linked.
unreachable-no_contact-email = Your account has no e-mail address, or mail to it bounced.
unreachable-no_contact-sms = Your account has no phone number.
unreachable-not_chosen-push = You have not chosen push for anything of this class.
unreachable-not_chosen-telegram = You have not chosen Telegram for anything of this class.
unreachable-not_chosen-email = You have not chosen e-mail for anything of this class.
unreachable-not_chosen-sms = SMS is for critical events only.
unreachable-quiet_hours = Quiet hours: it would wait for their end. Critical events still come through.
unreachable-snoozed = Snoozed: it would wait for the end. Critical events still come through.
unreachable-disabled = Every event of this class is switched off.

# The states of a delivery
state-pending = pending
state-deferred = deferred
state-retrying = retrying
state-acked = acked
state-not_needed = not needed
state-accepted = accepted
state-unknown = unknown
state-expired = expired
state-suppressed = suppressed
state-dead_lettered = dead-lettered
dismissal-dismissal_requested = Dismissal requested

# The results of one attempt
result-accepted = accepted
result-gone = gone
result-refused = refused
result-throttled = throttled
result-timeout = no answer
result-error = error
result-routed = routed

# Where a notification was seen
seen = Seen
seen-websocket = Seen in the app
seen-push = Seen on the phone
seen-telegram = Seen on Telegram
seen-email = Seen by e-mail
seen-sms = Seen by SMS
# $seen is one of these
seen-at = { $seen } at { $time }

# What went wrong, by the code of the server
problem = This did not work.
problem-bad_type = The local server takes JSON only.
problem-busy = That is going on already.
problem-forbidden = Only the console itself may do this.
problem-starting = The system is still starting.
problem-bad_field = One of the values is not possible.
problem-bad_json = The server could not read the request.
problem-disconnected = The connection was lost before the answer came.
problem-closed = You are signed out.
problem-internal = Something went wrong at the server. Try again.
problem-limit_reached = You have as many as are possible. Delete one first.
problem-missing_field = A value is missing.
problem-not_found = It does not exist any more.
problem-timeout = The server did not answer in time.
problem-too_large = It is too long.
problem-too_many_requests = Too much was asked in a short time. Wait a moment.
problem-unauthorized = The server did not accept the token.
problem-unavailable = The server is not available right now.
problem-unknown_action = The server does not know how to do this.
problem-unreachable = The server cannot be reached.
problem-version_conflict = It was changed elsewhere meanwhile.

# What is wrong with a field
field-time = The time is between 00:00 and 23:59.
field-switch = This is on or off.
field-number = This is a number from { $least } to { $most }.
field-range = From { $least } to { $most }.
field-channels = At least one channel outside the app is needed here.
field-alert-condition = Choose when it fires.
field-alert-cooldownSeconds = The cooldown is a whole number of seconds, at most a day.
field-alert-expiresAt = The end has to be in the future.
field-alert-note = A note has at most 280 characters, and only such as can be sent.
field-alert-rearmPercent = The way back is a number of percent from 0 to 50.
field-alert-targetPrice = There cannot be an alert at this price.
field-preferences-language = This language is not known.
field-preferences-lockScreen = Choose what a locked screen shows.
field-preferences-quietHours = From and until must differ, and be times between 00:00 and 23:59.
field-preferences-timeZone = This time zone is not known: write one such as Europe/Berlin.

# Why an event was rejected
rejection = Rejected with { $code }: { $why }.
rejection-at = Rejected with { $code } at { $field }: { $why }.
rejection-other = it cannot be read
rejection-bad_json = it is no JSON object
rejection-unknown_type = there is no such type of event
rejection-missing_field = a field is missing
rejection-bad_field = a field cannot be read
rejection-too_large = it is larger than 32 KiB
rejection-future_timestamp = it occurred more than 5 minutes in the future

# Numbers that are typed; $ways are numbers, joined by "or"
number-empty = Type a number.
number-none = This is no number: write digits, as in { $example }.
number-other-rules = By the rules of { $language } this is no number. Write { $ways }.
number-ambiguous = This can be read in two ways. Write { $ways }.
number-rules = Numbers are read as in { $language }.

# The market
market = Market
market-last-price = Last price:
market-chart-of = Price of { $symbol }, with alert levels
market-chart-not-loaded = The chart could not be loaded. Load the page again.
market-hint = Drag a level to move it. Double-click to add one.
market-zone = Times are those of { $zone }.
market-waiting = Waiting for prices…
market-no-feed = This deployment has no price feed
market-live = Prices live
market-stopped = Prices stopped at { $time }
market-none = No prices
market-stale = The exchange says: prices stopped
market-follow = Follow
market-follow-hint = Announcements of the exchange about { $symbol }
market-follow-failed = Not changed: { $problem }

# Alerts
alert-add = + Alert at price
alert-levels = Alert levels
alert-all = All markets
alert-empty = No alerts here yet. Double-click on the chart, or add one.
alert-state-armed = armed
alert-state-waiting = waiting
alert-state-paused = paused
alert-state-fired = fired
alert-state-expired = expired
alert-state-saving = saving
alert-level = Alert level
alert-value = { $condition ->
        [above] above { $price }, { $state }
       *[below] below { $price }, { $state }
    }
alert-price-label = { $condition ->
        [above] Price of the alert above { $price }
       *[below] Price of the alert below { $price }
    }
alert-down = Move the alert at { $price } down
alert-up = Move the alert at { $price } up
alert-delete = Delete the alert at { $price }
alert-pause = Pause the alert at { $price }
alert-resume = Resume the alert at { $price }
alert-again = Again
alert-again-label = Arm the alert at { $price } again
alert-fired = fired { $time } at { $price }
alert-recurring = recurring, at most every { $span }
alert-once = once
alert-until = until { $time }
alert-reading = Read as { $price }. Enter moves it there.
alert-decimals = Prices have at most { $count } decimals here.
alert-deleted = Alert at { $price } deleted.
alert-not-created = The alert was not created: { $problem }
alert-not-restored = The alert was not restored: { $problem }
alert-not-moved = Not moved to { $price }: { $problem }
alert-not-deleted = Not deleted: { $problem }
alert-not-paused = Not paused: { $problem }
alert-not-resumed = Not resumed: { $problem }
alert-not-read = The alerts could not be read: { $problem }
alert-demo-note = Demo: close to the price, so it is soon crossed
alert-demo-failed = The demo alert was not created: { $problem }

# The form of a new alert; $symbol and $zone are elements
new-title = New alert on { $symbol }
new-price = Price
new-fires = Fires
new-by-price = by the price now
new-above = at or above
new-below = at or below
new-percents = From the price now
new-recurring = Recurring: again and again
new-cooldown = Cooldown, in s
new-rearm = Comes back by, in %
new-until = Until (optional, time of { $zone })
new-note = Note (optional)
new-create = Create alert
new-create-at = Create alert at { $price }
new-fires-at = { $condition ->
        [above] Fires when the price is at or above { $price }.
       *[below] Fires when the price is at or below { $price }.
    }
new-no-price = No price is known: choose when it fires.
new-no-price-at = { $price }. No price is known: choose when it fires.
new-decimals = Prices of { $symbol } have at most { $count } decimals.

# The rules of levels
level-zero = A level is above zero.
level-digits = A level has at most { $count } digits before the decimals.
level-factor = A level is at most a thousand times the price, which is { $price }.
level-twice-title = You have this alert already
level-twice = { $condition ->
        [above] An alert at or above { $price } is armed. A second one would tell you the same twice.
       *[below] An alert at or below { $price } is armed. A second one would tell you the same twice.
    }
level-twice-yes = Create it twice
level-far-title = Far from the price
level-far = { $condition ->
        [above] The alert would fire at or above { $price }.
       *[below] The alert would fire at or below { $price }.
    }
level-far-by = { $direction ->
        [lower] The price is { $price }: that is { $percent } % lower.
       *[higher] The price is { $price }: that is { $percent } % higher.
    }
level-far-yes = Create it at { $price }

# The alerts on all markets
overview-title = Alerts on all markets
overview-empty = There is no alert on any market.
overview-show = Show { $symbol }
overview-delete = Delete the alert on { $symbol } at { $price }
overview-deleted = { $symbol }: the alert at { $price } is deleted.

# What would reach the trader
reach-title = What would reach you
reach-when = At what time of the day?
reach-time = Time of the day
reach-table = Channels on which an important event would reach you
reach-channel = Channel
reach-now = Now
reach-then = At { $time }
reach-zone = { $time }, { $zone }
reach-yes = reaches you
reach-no = silent
reach-summary = An important event at { $time } would reach you by { $channels }.
reach-silent = Nothing but a critical event would wake you at { $time }.
reach-not-read = Reachability could not be read: { $problem }
devices-title = Devices
devices-none = No phone is registered, so nothing can be pushed.
devices-remove = Remove
devices-remove-label = Remove the device { $device } ({ $platform })
devices-not-removed = The device was not removed: { $problem }
devices-since = since { $time }
devices-register = Register the demo phone
devices-not-registered = The phone was not registered: { $problem }
platform-ios = iPhone
platform-android = Android phone
platform-web = Browser
telegram-title = Telegram
telegram-link = Link Telegram
telegram-unlink = Unlink
telegram-none = No chat is linked.
telegram-unclear = Linked, or not chosen for anything of this class.
telegram-linked = A chat is linked.
telegram-not-linked = Telegram was not linked: { $problem }
telegram-not-unlinked = Telegram was not unlinked: { $problem }
# $bot is a link with the text of telegram-bot, $code a command
telegram-code = Open { $bot } and send { $code } within { $minutes } minutes.
telegram-bot = the bot

# The test notification
test-title = Test
test-send = Send a test notification
test-sms = by SMS, too
test-limit = A test can be sent once in 10 minutes. Try again later.
test-not-loaded = The test could not be loaded. Try again.
test-table = What became of the test notification
test-accepted = Accepted
test-seen = Seen
test-not-sent = not sent
test-sending = Sending…
test-waiting = Sent. Waiting for the channels…
test-unseen = Sent. Not seen yet.
test-not-read = The result could not be read: { $problem }
test-refused = Not sent. { $problem }
# $text is a state with its reason, $result that of the last attempt
test-attempt = { $text } ({ $result } at { $time })

# The timeline
timeline-title = Timeline
timeline-of = Timeline: { $notification }
timeline-follow = follow the latest
timeline-empty = Nothing has come yet. The way of the latest notification is shown here.
timeline-problem = Nothing is known of { $id }: { $problem }
timeline-missing = There is no notification { $id }.
timeline-chart = Hops on an axis of time
timeline-chart-label = The hops on an axis of time since the event; the table below has the same.
timeline-table = Hops of the notification
timeline-hop = Hop
timeline-at = At
timeline-since = Since the event
timeline-took = Took
timeline-result = Result
timeline-route = Exchange → routed
timeline-occurred = Occurred
timeline-at-exchange = at the exchange
timeline-routed = Routed
timeline-from-queue = taken from the queue
timeline-until = until { $time }
timeline-socket = { $channel }, socket { $number }
timeline-try = { $channel }, attempt { $number }
timeline-ack = Ack
timeline-ack-after = ack { $span }
timeline-no-ack = not yet

# Where a notification leads
follow-elsewhere = This leads to { $link } in the exchange’s app, which is not part of this page.
follow-details = Delivery details

# Signing in
sign-in = Sign in
sign-in-text = This console speaks with the token of your exchange. It is kept for this tab, until you sign out or close it.
sign-in-token = Token
sign-in-no-token = This is no token: it has three parts with dots between them.
sign-in-refused = The server did not accept the token. It may have expired.
sign-in-as = Signed in as
sign-in-failed = Signing in as { $trader } failed: the local server did not answer.
sign-out = Sign out
sign-out-elsewhere = You have signed out in another tab.
link-unreadable = The link had a token that cannot be read. It was ignored.
link-title = Sign in as somebody else?
link-text = This link signs you in as { $trader }. You are signed in as { $user }.
link-warning = If you did not expect that, stay.
link-yes = Sign in as { $trader }
link-no = Stay { $user }
leave-title = Unsaved preferences
leave-text = { $user } has changed preferences that are not saved. They would be lost.
leave-yes = Lose them
leave-no = Stay

# The demo traders' devices
demo-bot-silent = The bot did not answer.
demo-failed = The demo phone could not be set up: { $problem }

# The preferences
preferences = Preferences
preferences-table = What you hear of, and where
preferences-conflict = Conflict
preferences-section = Event
preferences-on = On
preferences-always = always
preferences-always-title = Always on
preferences-mandatory = Cannot be switched off
preferences-sms-title = SMS is sent for P0 only
preferences-on-label = { $section }: on
preferences-channel-label = { $section } by { $channel }
preferences-option-label = { $section }: { $option }
preferences-discard = Discard
preferences-save = Save
preferences-not-read = Could not be read: { $problem }
preferences-account = As your account has it
preferences-changes = { $count ->
        [one] { $count } unsaved change
       *[other] { $count } unsaved changes
    }
preferences-not-saved = Not saved
preferences-saving = Saving…
preferences-saved = Saved as version { $version }
preferences-saved-with = Saved as version { $version }, together with what was changed elsewhere: { $places }
preferences-refused = Not saved: { $problem }
preferences-refused-at = Not saved: { $place }: { $problem }
preferences-shown = Version { $version } is shown
preferences-zone = { $zone }
preferences-zone-account = { $zone } (your account's)
preferences-zone-browser = { $zone } (this browser's; your account may have another)

# Places of the preferences, as a sentence about a conflict names them
place-timeZone = Time zone
place-language = Language
place-quietHours = Quiet hours
place-lockScreen = Lock screen
place-enabled = on
place-channels = channels
place-from = from
place-to = until
value-none = none
value-yes = yes
value-no = no
value-account = as your account has it

# The preferences were changed in two places
conflict-title = Changed elsewhere meanwhile
conflict-text = Another tab or device of yours has saved version { $version }. Both of you have changed this:
conflict-table = What differs
conflict-setting = Setting
conflict-theirs = Theirs
conflict-yours = Yours
conflict-take = Take theirs
conflict-save = Save mine over it
conflict-status = Not saved: changed elsewhere meanwhile

# The groups of the preferences; $count sections, of which $off are switched off
group-trades = Trades
group-funds = Funds
group-alerts = Alerts
group-security = Security
group-news = News
group-summary = { $off ->
        [0] { $count } kinds, all on
       *[other] { $count } kinds, { $off } off
    }

# What a section would send; $language is the name of a language in itself
preview = Preview
preview-of = Preview: { $section }
preview-examples = Examples
preview-hint = Examples in { $language }. What is grey is sent where you choose the channel.
preview-hint-off = Examples in { $language }. They are switched off now: nothing of this is sent.
preview-not-chosen = not chosen
preview-not-loaded = The preview could not be loaded. Try again.

# A change after which the trader hears less of what is critical; $lost and $kept are lists of channels
weakening-title = Hear less of what is critical?
weakening-notice = A security notice of this change goes to all of your contacts.
weakening-yes = Save it
weakening-no = Do not save
weakening-off = { $section }: off. Nothing tells you of them any more, not even the app.
weakening-in-app = { $section }: only in the app. While this page and the app are closed, nothing tells you.
weakening-lost = { $section }: no longer by { $lost }. Still by: { $kept }.
weakening-lowered = { $section }: { $option }: { $after } instead of { $before }. You are told later.

# Quiet hours and snooze
quiet-hours = Quiet hours
quiet-hint = Only what is critical interrupts you then. The rest waits for their end.
quiet-clock = Quiet hours on a clock of 24 hours
quiet-from = Quiet from
quiet-to = Quiet until
quiet-for = quiet for { $span }
quiet-field-from = From
quiet-field-to = Until
snooze = Snooze
snooze-hour = 1 hour
snooze-tomorrow = Until tomorrow { $time }
snooze-off = Off
snooze-is-off = Off. P0 always interrupts.
snooze-until = Until { $time }. P0 interrupts all the same.
snooze-not-changed = Not changed: { $problem }
time-zone = Time zone
language-label = Language
lock-screen = Lock screen
lock-screen-full = show everything
lock-screen-redacted = hide amounts and names

# The simulator of the exchange
exchange = Play the exchange
simulator-not-loaded = The simulator could not be loaded. Load the page again.
exchange-preview = Preview of all texts
exchange-preview-title = Every type on every channel in every language
exchange-send = Send an event
exchange-find = Find an event
exchange-find-none = No event has such a name.
exchange-happen = Let something happen
exchange-crash = Crash −20 %
exchange-burst = Burst of 500
exchange-drop = Drop the connection
exchange-repeat = Send the last again
exchange-busy = Busy exchange: many stories at once
exchange-own = An event with your own data
exchange-type = Type
exchange-optional = optional
exchange-expires = Expires in
exchange-expires-type = as its type says
exchange-publish = Publish
exchange-class-0 = critical
exchange-class-1 = important
exchange-class-2 = informational
exchange-sent = What was sent
exchange-sent-list = Events sent last
exchange-timeline = Timeline
exchange-timeline-label = Timeline of { $id }
exchange-sending = Sending…
exchange-refused = Refused: { $problem }
exchange-sent-to = Sent { $type } to { $queues }
exchange-falls = { $symbol } falls by 20 % within { $seconds } s
exchange-burst-sent = Sent { $counts }
exchange-burst-count = { $count } to { $queue }
exchange-closed = { $count ->
        [one] The server closed { $count } connection
       *[other] The server closed { $count } connections
    }
exchange-repeated = Sent { $id } once more: you must see it once
exchange-pace-busy = Many stories are told at once
exchange-pace-calm = One story is told after the other

# Faults of the providers; $fault is one of those below
faults = Provider faults
faults-provider = Provider
faults-kind = It …
faults-seconds = for, in s
faults-on = Switch on
faults-off = All off
faults-list = Faults
faults-none = All providers answer.
faults-unknown = The sandbox does not answer.
faults-cleared = All providers answer again
faults-set = From now on for { $span }: { $provider } { $fault }
faults-line = { $provider } { $fault }
faults-for = for { $span }
faults-left = { $count } left
provider-push = FCM (push)
provider-telegram = Telegram
fault-hang = hangs (no answer)
fault-500 = answers 500
fault-429 = throttles (429)
fault-503_delivered = delivers, but answers 503
fault-reset = resets the connection
fault-garbage = answers garbage
fault-unregistered = says: unregistered
fault-403 = says: blocked (403)
fault-401 = rejects our credentials (401)
fault-invalid_argument = says: invalid argument

# The trader's devices, as the simulator shows them
phones = What the trader's devices show
phones-problem = The devices cannot be shown: the local server does not answer.
phones-push = Push messages
phones-telegram = Telegram messages
phones-mails = E-mails
phones-bot = Exchange bot
phones-exchange = Exchange
phones-silent = silent
phones-no-push = No push yet
phones-no-messages = No messages yet
phones-no-sms = No SMS yet. They are sent when nobody has acknowledged a P0 for 20 s.
phones-no-mail = No mail yet. Liquidations and reports come here.
phones-all-mails = ‹ All mails
phones-mail-to = to { $address }
phones-mail = E-mail: { $subject }

# The inbox. $count is `0` to `100`, or `100+`; of -fold, $of is a symbol or the id of an order
inbox-notifications = Notifications
inbox-bell = { $count ->
        [0] Notifications, none unread
       *[other] Notifications, { $count } unread
    }
inbox-unread-mark = unread
inbox-mark-read = Mark as read
inbox-mark-unread = Mark as unread
inbox-mark-all-read = Mark all as read
inbox-archive = Archive
inbox-unarchive = Move back to the inbox
inbox-close = Close
inbox-dismiss = Dismiss
inbox-empty = Nothing here yet
inbox-empty-hint = What happens to your orders and positions appears here.
inbox-load-older = Show older ones
inbox-loading = Loading…
inbox-end = That is all
inbox-failed = This did not work.
inbox-again = Try again
inbox-more = { $count } more
inbox-priority-urgent = Urgent
inbox-priority-important = Important
inbox-details = Delivery details
inbox-filter = Show
inbox-filter-all = All
inbox-filter-unread = Unread
inbox-filter-trades = Trades
inbox-filter-funds = Funds
inbox-filter-alerts = Alerts
inbox-filter-security = Security
inbox-filter-news = News
inbox-filter-archived = Archived
inbox-search = Search by symbol
inbox-no-match = Nothing matches
inbox-fold = { $count } more of { $of }
inbox-side-buy = Buy
inbox-side-sell = Sell
inbox-side-long = Long
inbox-side-short = Short
inbox-result = P&L
inbox-desktop = Desktop notifications
inbox-sound = Sound
inbox-blocked = Your browser blocks them. Allow them in its settings for this page.

# Types whose titles are not always the same
type-contact_changed = Contact changed
type-daily_report = Daily report
type-funding_paid = Funding paid
type-incident = Incident
type-preferences_weakened = Preferences weakened
type-price_feed = Price feed
type-stop_triggered = Stop triggered
type-two_factor_changed = Two-factor authentication changed
type-weekly_pnl_report = Weekly P&L report
