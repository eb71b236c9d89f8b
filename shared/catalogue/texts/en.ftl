# The English texts. The format is in ../README.md.

# The language's own name, and the direction of its script: ltr or rtl.
language-name = English
language-direction = ltr

# A date. $day, $month and $year are counts, without separators; $day2 and $month2 are texts of two digits.
date = { $day } { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    } { $year }

# A date with its time of day. $date is the text of `date`, $time a text such as 09:00, $zone that of `zone`.
date-time = { $date }, { $time } { zone }

# $zone is the abbreviation of a time zone, such as CET, or its offset, such as UTC+5:30.
zone = { $zone }

# What stands between the items of a list, between two sentences, and after the last sentence.
list-separator = { ", " }
sentence-separator = { ". " }
sentence-end = { "." }

# A labelled detail. $label is the field's label, $value its value.
detail = { $label }: { $value }

# The summary of what was deferred in quiet hours. $size is the number of notifications (a count), $counts
# the list of their counts by type (a text; absent if all have expired), $expired how many have expired (a
# count; .expired is left out at 0), $count a number of summaries (a count).
quiet_hours_summary = { $counts ->
        [absent] Nothing that is still of interest
       *[present] { $counts }
    }
    .title = { $size ->
        [one] { $size } notification from your quiet hours
       *[other] { $size } notifications from your quiet hours
    }
    .short = { $counts ->
        [absent] Nothing that is still of interest
       *[present] { $counts }
    }
    .sms = { $size ->
        [one] { $size } notification from your quiet hours
       *[other] { $size } notifications from your quiet hours
    }: { $counts ->
        [absent] Nothing that is still of interest
       *[present] { $counts }
    }
    .expired = { $expired ->
        [one] { $expired } more has expired
       *[other] { $expired } more have expired
    }
    .count = { $count ->
        [one] { $count } summary
       *[other] { $count } summaries
    }

# Notifications above a channel's limit, merged into one message. $size is their number (a count), $groups
# the list of the most frequent groups (a text), $others how many that list leaves out (a count), $expired
# how many have expired (a count; .expired is left out at 0). .group is a group of the list: $counted is its
# count (a text such as "3 fills"), $subject its market or asset (a text).
merged_notifications = { $others ->
        [0] { $groups }
       *[other] { $groups } and { $others } more
    }
    .title = { $size ->
        [1] { $size } more notification
       *[other] { $size } notifications in a short time
    }
    .short = { $others ->
        [0] { $groups }
       *[other] { $groups } and { $others } more
    }
    .sms = { $others ->
        [0] { $groups }
       *[other] { $groups } and { $others } more
    }
    .expired = { $expired ->
        [one] { $expired } more has expired
       *[other] { $expired } more have expired
    }
    .group = { $counted } in { $subject }
    .count = { $count ->
        [one] { $count } summary
       *[other] { $count } summaries
    }

# The frame of an e-mail. email-open is the text of the button that opens the notification in the exchange's
# app, email-ack that of the button that leads to a page on which the trader marks it as seen, email-support
# that of the link to the exchange's help. $code is a text that the trader chose.
email-greeting = Hello,
email-footer = You decide in your notification settings which messages reach you by e-mail.
email-unsubscribe = Stop e-mails of this kind
email-open = Open in the app
email-ack = Mark as seen
email-support = Help and support
anti-phishing = Your anti-phishing code: { $code }

# A push to a device whose lock screen shall show no details: .title is used where the type has no title of
# its own that is always the same. push-ack is the text of the button by which the trader acks.
push-redacted = Open the app to see it.
    .title = New notification
push-ack = Seen

# The sections of the preferences. The value is the heading in a form, .in-sentence the name inside the
# sentence of preferences_weakened, and each further attribute the label of an option.
section-liquidation = Liquidations
    .in-sentence = liquidations
section-liquidationWarning = Margin calls
    .in-sentence = margin calls
    .thresholdPercent = Notify below a margin ratio of (%)
    .repeat = Repeat until seen
section-orderFilled = Filled orders
    .in-sentence = filled orders
section-priceAlert = Price alerts
    .in-sentence = price alerts
section-partialFill = Partial fills
    .in-sentence = partial fills
section-deposit = Deposits
    .in-sentence = deposits
section-newListing = New listings
    .in-sentence = new listings
    .minScore = Minimum score
section-weeklyReport = Weekly report
    .in-sentence = weekly reports
section-dailyReport = Daily report
    .in-sentence = daily reports
    .time = Time of day
section-referral = Referral rewards
    .in-sentence = referral rewards
section-orderClosed = Cancelled and rejected orders
    .in-sentence = cancelled and rejected orders
section-stopTriggered = Triggered stop orders
    .in-sentence = triggered stop orders
section-funding = Funding payments
    .in-sentence = funding payments
section-withdrawal = Withdrawals and transfers
    .in-sentence = withdrawals and transfers
section-p2p = P2P trades
    .in-sentence = P2P trades
section-card = Card payments
    .in-sentence = card payments
section-copyTrading = Copy trading
    .in-sentence = copy trading
section-earn = Earn products
    .in-sentence = Earn products
section-trading = Expiring contracts
    .in-sentence = expiring contracts
section-market = Trading halts and maintenance
    .in-sentence = trading halts and maintenance
section-account = Verification and fees
    .in-sentence = verification and fees
section-reports = Statements and tax reports
    .in-sentence = statements and tax reports
section-news = Announcements
    .in-sentence = announcements

# The replies of the Telegram bot. $account is the account, masked (a text); $elsewhere is yes if the chat is
# linked to another account as well, else no. telegram-yes and telegram-no are the texts of the buttons. In
# the last two are the words with which a reader may answer, in lower case, with spaces between them.
telegram-ask-linked = Linked to the account { $account }, for 24 hours.{ $elsewhere ->
        [yes] { " " }Careful: this chat is linked to another account already.
       *[no] { "" }
    } You get that account's notifications here. Is it your account? Answer YES to keep the link, or NO to end it. If somebody else sent you the link, answer NO.
telegram-ask-moved = The notifications of the account { $account } go to another chat.{ $elsewhere ->
        [yes] { " " }Careful: this chat is linked to another account already.
       *[no] { "" }
    } Do you want them here instead, and is it your account? Answer YES within 24 hours, or NO. If somebody else sent you the link, answer NO.
telegram-linked = Linked to the account { $account }. From now on you get your notifications here. Send /stop to end that.
telegram-bad-code = This code is not valid (any more). Open the exchange's app and link Telegram there once more.
telegram-unlinked = You get no more notifications here.
telegram-nothing-to-confirm = There is nothing to confirm here.
telegram-how-to = To get your notifications here, open the exchange's app and link Telegram in its settings. To end it, send /stop.
telegram-try-again = That did not work. Please try again in a minute.
telegram-yes = Yes, it is mine
telegram-no = No
telegram-yes-words = yes y ok /yes /confirm
telegram-no-words = no n /no

# The ack of a notification in a Telegram chat, and the other commands of the bot. telegram-seen is the text of
# the button below a notification. telegram-seen-on is the line that is added to a message when its
# notification was seen: $channel is the channel, $time the time of day (a text such as 12:03:04). In
# telegram-ok-words are the words by which a reader marks a notification as seen, in lower case, with spaces
# between them. $until is a time (a text), $channels a list of the names of channels, $from and $to are times of
# day (texts such as 23:00), and $zone is the name of a time zone. /snooze, /quiet, off, 2h, 30m and the times in
# the examples are what the bot understands.
telegram-seen = Seen
telegram-seen-on = { $channel ->
        [websocket] Seen in the app at { $time }
        [push] Seen on push at { $time }
        [telegram] Seen on Telegram at { $time }
        [email] Seen by e-mail at { $time }
       *[sms] Seen by SMS at { $time }
    }
telegram-ok-words = ok okay k seen 👍
telegram-nothing-to-ack = There is nothing to mark as seen here.
telegram-snoozed = Snoozed until { $until }. Until then only the most urgent notifications reach you. Send /snooze off to end it.
telegram-snooze-ended = Snooze is off. Your notifications reach you as usual.
telegram-snooze-usage = Send /snooze 2h, /snooze 30m or /snooze off. A snooze lasts 7 days at most.
telegram-reachable = Notifications reach you on: { $channels }
telegram-quiet-hours = Quiet hours: { $from } to { $to } ({ $zone })
telegram-quiet-off = Quiet hours: off
telegram-quiet-usage = Send /quiet 23:00 07:00 or /quiet off. The times are those of your time zone.

# The name of a channel in a list: $channel.
channel-name = { $channel ->
        [websocket] app
        [push] push
        [telegram] Telegram
        [email] e-mail
       *[sms] SMS
    }

# The pages of the unsubscribe link in an e-mail.
unsubscribe-ask = You will get no more e-mails of this kind. Your other notifications stay as they are.
    .title = Unsubscribe
    .button = Unsubscribe
unsubscribe-done = You get no more e-mails of this kind. You can switch them on again in your settings.
    .title = Unsubscribed
unsubscribe-ended = Nothing was changed. You can switch these e-mails off in your notification settings in the app.
    .title = This link has expired
unsubscribe-outdated = You have switched e-mails on again since it was sent, so nothing was changed. You can switch them off in your notification settings in the app.
    .title = This link is out of date
unsubscribe-mandatory = They warn you of losses or of changes to your account. Nothing was changed.
    .title = These e-mails cannot be switched off here

# The page of the link in an e-mail or SMS that marks its notification as seen. Its button is ack-ask.button.
# ack-done is a heading above the line telegram-seen-on, ack-failed is shown if the button did not work.
ack-ask = This tells us that you have seen it, so that we can stop reminding you.
    .title = Have you seen this notification?
    .button = Mark as seen
ack-done = Marked as seen
ack-ended = Open the app to see your notifications.
    .title = This link is no longer valid
ack-failed = That did not work. Please try again.
ack-no-script = This page needs JavaScript. You can also open the notification in the app.

# The event types. Their variables are the fields in ../events/.

position_liquidated = Your { $side ->
        [long] long
       *[short] short
    } of { $quantity } { $symbol } was liquidated at { $liquidation_price }
    .title = Position liquidated
    .subject = Position liquidated: { $symbol }
    .short = Your { $side ->
        [long] long
       *[short] short
    } of { $quantity } was liquidated at { $liquidation_price }
    .sms = Liquidated: { $side ->
        [long] long
       *[short] short
    } { $quantity } { $symbol } at { $liquidation_price }
    .count = { $count ->
        [one] { $count } liquidation
       *[other] { $count } liquidations
    }
    .realized_pnl = Realized P&L
    .realized_pnl-sms = P&L
    .position_id = Position
    .client_order_id = Client order ID

margin_call = { $symbol ->
        [absent] Your account is at a margin ratio of { $margin_ratio_percent }% (liquidation at 100%)
       *[present] { $symbol } is at a margin ratio of { $margin_ratio_percent }% (liquidation at 100%)
    }
    .title = Margin call
    .subject = { $symbol ->
        [absent] Margin call: your account
       *[present] Margin call: { $symbol }
    }
    .short = Margin ratio { $margin_ratio_percent }% (liquidation at 100%)
    .sms = { $symbol ->
        [absent] Margin call: your account at { $margin_ratio_percent }% (liquidation at 100%)
       *[present] Margin call: { $symbol } at { $margin_ratio_percent }% (liquidation at 100%)
    }
    .count = { $count ->
        [one] { $count } margin call
       *[other] { $count } margin calls
    }
    .liquidation_price = Liquidation price
    .liquidation_price-sms = Liq. price
    .mark_price = Mark price
    .mark_price-sms = Mark
    .position_id = Position

order_filled = { $side ->
        [buy] Bought
       *[sell] Sold
    } { $quantity } { $symbol } at { $price }
    .title = Order filled
    .subject = Order filled: { $symbol }
    .short = { $side ->
        [buy] Bought
       *[sell] Sold
    } { $quantity } at { $price }
    .sms = Filled: { $side ->
        [buy] bought
       *[sell] sold
    } { $quantity } { $symbol } at { $price }
    .count = { $count ->
        [one] { $count } fill
       *[other] { $count } fills
    }
    .fee = { SIGN($fee) ->
        [negative] Rebate
       *[other] Fee
    }
    .fee-sms = { SIGN($fee) ->
        [negative] Rebate
       *[other] Fee
    }
    .order_id = Order
    .client_order_id = Client order ID

price_alert = { $symbol } is at { $current_price } (your alert: { $condition ->
        [above] above
       *[below] below
    } { $target_price })
    .title = Price alert
    .subject = Price alert: { $symbol }
    .short = Now at { $current_price } (your alert: { $condition ->
        [above] above
       *[below] below
    } { $target_price })
    .sms = Price alert: { $symbol } at { $current_price } ({ $condition ->
        [above] above
       *[below] below
    } { $target_price })
    .count = { $count ->
        [one] { $count } price alert
       *[other] { $count } price alerts
    }
    .note = Your note
    .note-sms = Note

price_feed = { $state ->
        [stale] No price of { $symbol } since { $last_tick_at }
       *[resumed] Prices of { $symbol } are back
    }
    .title = { $state ->
        [stale] Prices interrupted
       *[resumed] Prices are back
    }
    .subject = { $state ->
        [stale] Prices interrupted: { $symbol }
       *[resumed] Prices are back: { $symbol }
    }
    .short = { $state ->
        [stale] No price since { $last_tick_at }
       *[resumed] Prices arrive again
    }
    .sms = { $state ->
        [stale] No price of { $symbol } since { $last_tick_at }: your alerts on it cannot fire
       *[resumed] Prices of { $symbol } are back: your alerts on it are watched again
    }
    .more = { $state ->
        [stale] Your alerts on it cannot fire until prices are back
       *[resumed] Your alerts on it are watched again
    }
    .count = { $count ->
        [one] { $count } message on price feeds
       *[other] { $count } messages on price feeds
    }

order_partially_filled = { $side ->
        [buy] Bought
       *[sell] Sold
    } { $filled_quantity } { $symbol } at { $price }
    .title = Order partially filled
    .subject = Order partially filled: { $symbol }
    .short = { $side ->
        [buy] Bought
       *[sell] Sold
    } { $filled_quantity } at { $price }
    .sms = Partially filled: { $side ->
        [buy] bought
       *[sell] sold
    } { $filled_quantity } { $symbol } at { $price }
    .count = { $count ->
        [one] { $count } partial fill
       *[other] { $count } partial fills
    }
    .remaining_quantity = Still open
    .remaining_quantity-sms = Open
    .order_id = Order
    .client_order_id = Client order ID

deposit_credited = { $amount } arrived in your account
    .title = Deposit credited
    .subject = Deposit credited: { $amount }
    .short = It is in your account
    .sms = Deposit credited: { $amount }
    .count = { $count ->
        [one] { $count } deposit
       *[other] { $count } deposits
    }
    .network = Network
    .tx_id = Transaction
    .deposit_id = Deposit

new_listing = { $name ->
        [absent] { $symbol } is listed, score { $score }
       *[present] { $name } ({ $symbol }) is listed, score { $score }
    }
    .title = New listing
    .subject = New listing: { $symbol }
    .short = { $name ->
        [absent] Score { $score }
       *[present] { $name }, score { $score }
    }
    .sms = { $name ->
        [absent] New listing: { $symbol }, score { $score }
       *[present] New listing: { $symbol }, { $name }, score { $score }
    }
    .count = { $count ->
        [one] { $count } new listing
       *[other] { $count } new listings
    }
    .trading_starts_at = Trading starts
    .trading_starts_at-sms = Trading starts

weekly_pnl_report = Realized P&L: { $realized_pnl }
    .title = Weekly report, week { WEEK($week) } of { YEAR($week) }
    .short = Realized P&L: { $realized_pnl }
    .sms = Week { WEEK($week) }/{ YEAR($week) }: realized P&L { $realized_pnl }
    .count = { $count ->
        [one] { $count } report
       *[other] { $count } reports
    }
    .unrealized_pnl = Unrealized P&L
    .unrealized_pnl-sms = Unrealized
    .trades = Trades
    .trades-sms = Trades
    .volume = Volume

# $counts is the list of the day's counts (a text such as "3 fills, 1 price alert"; absent if all are 0).
daily_report = { $counts ->
        [absent] No activity
       *[present] { $counts }
    }
    .title = Daily report { $day }
    .short = { $counts ->
        [absent] No activity
       *[present] { $counts }
    }
    .sms = { $day }: { $counts ->
        [absent] No activity
       *[present] { $counts }
    }
    .count = { $count ->
        [one] { $count } report
       *[other] { $count } reports
    }
    .realized_pnl = Realized P&L
    .realized_pnl-sms = P&L
    .unrealized_pnl = Unrealized P&L
    .unrealized_pnl-sms = Unrealized

referral_accrued = You earned { $amount }
    .title = Referral reward
    .subject = Referral reward: { $amount }
    .short = You earned it through your referrals
    .sms = Referral reward: { $amount }
    .count = { $count ->
        [one] { $count } referral reward
       *[other] { $count } referral rewards
    }
    .referral_count = Your referrals
    .accrual_id = Accrual

contact_changed = { $change ->
        [added] { $kind ->
            [email] An e-mail address was added to your account
            [phone] A phone number was added to your account
            [telegram] A Telegram chat was added to your account
           *[device] A device was added to your account
        }
        [removed] { $kind ->
            [email] An e-mail address was removed from your account
            [phone] A phone number was removed from your account
            [telegram] A Telegram chat was removed from your account
           *[device] A device was removed from your account
        }
        [moved] { $kind ->
            [email] An e-mail address of yours now belongs to another account
            [phone] A phone number of yours now belongs to another account
            [telegram] A Telegram chat of yours now belongs to another account
           *[device] A device of yours now belongs to another account
        }
       *[absent] { $kind ->
            [email] The e-mail address of your account was changed
            [phone] The phone number of your account was changed
            [telegram] The Telegram chat of your account was changed
           *[device] The device of your account was changed
        }
    }
    .title = Security notice
    .subject = { $kind ->
        [email] Security notice: e-mail address
        [phone] Security notice: phone number
        [telegram] Security notice: Telegram chat
       *[device] Security notice: device
    }
    .short = { $change ->
        [added] { $kind ->
            [email] An e-mail address was added to your account
            [phone] A phone number was added to your account
            [telegram] A Telegram chat was added to your account
           *[device] A device was added to your account
        }
        [removed] { $kind ->
            [email] An e-mail address was removed from your account
            [phone] A phone number was removed from your account
            [telegram] A Telegram chat was removed from your account
           *[device] A device was removed from your account
        }
        [moved] { $kind ->
            [email] An e-mail address of yours now belongs to another account
            [phone] A phone number of yours now belongs to another account
            [telegram] A Telegram chat of yours now belongs to another account
           *[device] A device of yours now belongs to another account
        }
       *[absent] { $kind ->
            [email] The e-mail address of your account was changed
            [phone] The phone number of your account was changed
            [telegram] The Telegram chat of your account was changed
           *[device] The device of your account was changed
        }
    }
    .sms = Security notice: { $change ->
        [added] { $kind ->
            [email] An e-mail address was added to your account
            [phone] A phone number was added to your account
            [telegram] A Telegram chat was added to your account
           *[device] A device was added to your account
        }
        [removed] { $kind ->
            [email] An e-mail address was removed from your account
            [phone] A phone number was removed from your account
            [telegram] A Telegram chat was removed from your account
           *[device] A device was removed from your account
        }
        [moved] { $kind ->
            [email] An e-mail address of yours now belongs to another account
            [phone] A phone number of yours now belongs to another account
            [telegram] A Telegram chat of yours now belongs to another account
           *[device] A device of yours now belongs to another account
        }
       *[absent] { $kind ->
            [email] The e-mail address of your account was changed
            [phone] The phone number of your account was changed
            [telegram] The Telegram chat of your account was changed
           *[device] The device of your account was changed
        }
    }. If this was not you, act in the app now
    .more = If this was not you, secure your account at once
    .count = { $count ->
        [one] { $count } security notice
       *[other] { $count } security notices
    }
    .new_masked = Contact

# $section is the .in-sentence of its section.
preferences_weakened = Your notifications of { $section } were reduced
    .title = Security notice
    .subject = Security notice: notification settings
    .short = Your notifications of { $section } were reduced
    .sms = Security notice: your notifications of { $section } were reduced
    .more = If this was not you, secure your account at once
    .count = { $count ->
        [one] { $count } security notice
       *[other] { $count } security notices
    }

position_partially_liquidated = Your { $side ->
        [long] long
       *[short] short
    } in { $symbol } was partially liquidated: { $quantity } at { $price }
    .title = Position partially liquidated
    .subject = Position partially liquidated: { $symbol }
    .short = { $quantity } of your { $side ->
        [long] long
       *[short] short
    } was liquidated at { $price }
    .sms = Partially liquidated: { $side ->
        [long] long
       *[short] short
    } { $quantity } { $symbol } at { $price }
    .count = { $count ->
        [one] { $count } partial liquidation
       *[other] { $count } partial liquidations
    }
    .position_id = Position
    .remaining_quantity = Still open
    .remaining_quantity-sms = Open
    .realized_pnl = Realized P&L
    .realized_pnl-sms = P&L
    .client_order_id = Client order ID

# ADL is auto-deleveraging: the exchange closes part of a profitable position.
position_reduced = Your { $side ->
        [long] long
       *[short] short
    } in { $symbol } was reduced by auto-deleveraging (ADL): { $quantity } at { $price }
    .title = Position reduced (ADL)
    .subject = Position reduced (ADL): { $symbol }
    .short = { $quantity } of your { $side ->
        [long] long
       *[short] short
    } was closed at { $price } by auto-deleveraging
    .sms = Reduced by ADL: { $side ->
        [long] long
       *[short] short
    } { $quantity } { $symbol } at { $price }
    .count = { $count ->
        [one] { $count } ADL reduction
       *[other] { $count } ADL reductions
    }
    .position_id = Position
    .remaining_quantity = Still open
    .remaining_quantity-sms = Open
    .realized_pnl = Realized P&L
    .realized_pnl-sms = P&L
    .client_order_id = Client order ID

# It ends a margin call. Without a $symbol it is about the account.
margin_restored = { $symbol ->
        [absent] Your account is back at a margin ratio of { $margin_ratio_percent }%
       *[present] { $symbol } is back at a margin ratio of { $margin_ratio_percent }%
    }
    .title = Margin restored
    .subject = { $symbol ->
        [absent] Margin restored: your account
       *[present] Margin restored: { $symbol }
    }
    .short = Margin ratio back at { $margin_ratio_percent }%
    .sms = { $symbol ->
        [absent] Margin restored: your account at { $margin_ratio_percent }%
       *[present] Margin restored: { $symbol } at { $margin_ratio_percent }%
    }
    .count = { $count ->
        [one] { $count } restored margin
       *[other] { $count } restored margins
    }
    .position_id = Position

loan_ltv_warning = Your loan is at a loan-to-value (LTV) of { $ltv_percent }%
    .title = Loan LTV warning
    .subject = Loan LTV warning: { $ltv_percent }%
    .short = Your loan approaches liquidation
    .sms = Loan LTV warning: { $ltv_percent }%, add collateral or repay
    .more = Add collateral or repay to avoid a liquidation
    .count = { $count ->
        [one] { $count } LTV warning
       *[other] { $count } LTV warnings
    }
    .loan_id = Loan
    .liquidation_ltv_percent = Liquidation LTV (%)
    .liquidation_ltv_percent-sms = Liq. LTV (%)
    .collateral_asset = Collateral

# The exchange sold collateral ($amount) to repay the loan.
loan_liquidated = { $amount } of your loan's collateral was liquidated
    .title = Loan liquidated
    .subject = Loan liquidated: { $amount }
    .short = The collateral was sold to repay your loan
    .sms = Loan liquidated: { $amount } of collateral sold
    .count = { $count ->
        [one] { $count } loan liquidation
       *[other] { $count } loan liquidations
    }
    .loan_id = Loan
    .price = Price
    .price-sms = Price

order_cancelled = { $by ->
        [user] You cancelled your order in { $symbol }
       *[system] Your order in { $symbol } was cancelled by the exchange
    }
    .title = Order cancelled
    .subject = Order cancelled: { $symbol }
    .short = { $by ->
        [user] You cancelled your order
       *[system] The exchange cancelled your order
    }
    .sms = { $by ->
        [user] Order cancelled: { $symbol }
       *[system] Order cancelled by the exchange: { $symbol }
    }
    .count = { $count ->
        [one] { $count } cancelled order
       *[other] { $count } cancelled orders
    }
    .order_id = Order
    .reason = Reason
    .remaining_quantity = Not filled
    .remaining_quantity-sms = Not filled

order_rejected = Your order in { $symbol } was rejected
    .title = Order rejected
    .subject = Order rejected: { $symbol }
    .short = Your order was not placed
    .sms = Order rejected: { $symbol }
    .count = { $count ->
        [one] { $count } rejected order
       *[other] { $count } rejected orders
    }
    .order_id = Order
    .reason = Reason
    .reason-sms = Reason

stop_triggered = { $kind ->
        [take_profit] Your take-profit order
        [trailing] Your trailing stop order
       *[stop] Your stop order
    } to { $side ->
        [buy] buy
       *[sell] sell
    } { $symbol } was triggered at { $stop_price }
    .title = { $kind ->
        [take_profit] Take-profit triggered
        [trailing] Trailing stop triggered
       *[stop] Stop order triggered
    }
    .subject = { $kind ->
        [take_profit] Take-profit triggered: { $symbol }
        [trailing] Trailing stop triggered: { $symbol }
       *[stop] Stop order triggered: { $symbol }
    }
    .short = Your order to { $side ->
        [buy] buy
       *[sell] sell
    } was triggered at { $stop_price }
    .sms = { $kind ->
        [take_profit] Take-profit triggered
        [trailing] Trailing stop triggered
       *[stop] Stop triggered
    }: { $side ->
        [buy] buy
       *[sell] sell
    } { $symbol } at { $stop_price }
    .count = { $count ->
        [one] { $count } triggered stop order
       *[other] { $count } triggered stop orders
    }
    .order_id = Order
    .quantity = Quantity
    .quantity-sms = Quantity
    .client_order_id = Client order ID

funding_paid = { SIGN($amount) ->
        [negative] You paid { ABS($amount) } of funding for { $symbol }
       *[other] You received { $amount } of funding for { $symbol }
    }
    .title = { SIGN($amount) ->
        [negative] Funding paid
       *[other] Funding received
    }
    .subject = { SIGN($amount) ->
        [negative] Funding paid: { $symbol }
       *[other] Funding received: { $symbol }
    }
    .short = { SIGN($amount) ->
        [negative] You paid { ABS($amount) }
       *[other] You received { $amount }
    }
    .sms = { SIGN($amount) ->
        [negative] Funding paid: { ABS($amount) } for { $symbol }
       *[other] Funding received: { $amount } for { $symbol }
    }
    .count = { $count ->
        [one] { $count } funding payment
       *[other] { $count } funding payments
    }
    .rate = Funding rate (%)
    .position_id = Position

deposit_detected = A deposit of { $amount } was detected and is not credited yet
    .title = Deposit detected
    .subject = Deposit detected: { $amount }
    .short = It will be credited once it is confirmed
    .sms = Deposit detected: { $amount }, not credited yet
    .count = { $count ->
        [one] { $count } detected deposit
       *[other] { $count } detected deposits
    }
    .deposit_id = Deposit
    .network = Network
    .tx_id = Transaction
    .confirmations = Confirmations
    .confirmations_needed = Confirmations needed

withdrawal_confirmation_needed = Your withdrawal of { $amount } waits for your confirmation
    .title = Confirm your withdrawal
    .subject = Confirm your withdrawal: { $amount }
    .short = It waits for your confirmation
    .sms = Confirm your withdrawal of { $amount } in the app. If this was not you, act in the app now
    .more = If this was not you, do not confirm it and secure your account at once
    .count = { $count ->
        [one] { $count } withdrawal to confirm
       *[other] { $count } withdrawals to confirm
    }
    .withdrawal_id = Withdrawal
    .address_short = To address
    .address_short-sms = To
    .network = Network

withdrawal_requested = A withdrawal of { $amount } was requested
    .title = Withdrawal requested
    .subject = Withdrawal requested: { $amount }
    .short = Requested from your account
    .sms = Withdrawal requested: { $amount }. If this was not you, act in the app now
    .more = If this was not you, secure your account at once
    .count = { $count ->
        [one] { $count } requested withdrawal
       *[other] { $count } requested withdrawals
    }
    .withdrawal_id = Withdrawal
    .address_short = To address
    .address_short-sms = To
    .network = Network
    .available_at = Will be sent after

withdrawal_sent = Your withdrawal of { $amount } was sent
    .title = Withdrawal sent
    .subject = Withdrawal sent: { $amount }
    .short = It is on its way
    .sms = Withdrawal sent: { $amount }
    .count = { $count ->
        [one] { $count } sent withdrawal
       *[other] { $count } sent withdrawals
    }
    .withdrawal_id = Withdrawal
    .tx_id = Transaction
    .network = Network

withdrawal_completed = Your withdrawal of { $amount } was completed
    .title = Withdrawal completed
    .subject = Withdrawal completed: { $amount }
    .short = It was confirmed on the network
    .sms = Withdrawal completed: { $amount }
    .count = { $count ->
        [one] { $count } completed withdrawal
       *[other] { $count } completed withdrawals
    }
    .withdrawal_id = Withdrawal
    .tx_id = Transaction
    .network = Network

withdrawal_failed = Your withdrawal of { $amount } failed
    .title = Withdrawal failed
    .subject = Withdrawal failed: { $amount }
    .short = It could not be completed
    .sms = Withdrawal failed: { $amount }
    .count = { $count ->
        [one] { $count } failed withdrawal
       *[other] { $count } failed withdrawals
    }
    .withdrawal_id = Withdrawal
    .reason = Reason
    .reason-sms = Reason

# $from_account and $to_account are the names of the trader's own accounts, such as Spot.
transfer_completed = { $amount } was transferred from { $from_account } to { $to_account }
    .title = Transfer completed
    .subject = Transfer completed: { $amount }
    .short = From { $from_account } to { $to_account }
    .sms = Transfer completed: { $amount } from { $from_account } to { $to_account }
    .count = { $count ->
        [one] { $count } transfer
       *[other] { $count } transfers
    }
    .transfer_id = Transfer

login_from_new_device = Your account was accessed from a new device: { $device }
    .title = Login from a new device
    .short = Your account was accessed from { $device }
    .sms = Login to your account from a new device: { $device }. If this was not you, act in the app now
    .more = If this was not you, secure your account at once
    .count = { $count ->
        [one] { $count } login from a new device
       *[other] { $count } logins from new devices
    }
    .country = Country
    .country-sms = Country
    .city = City
    .city-sms = City
    .ip_masked = IP address

password_changed = The password of your account was changed
    .title = Password changed
    .short = The password of your account was changed
    .sms = The password of your account was changed. If this was not you, act in the app now
    .more = If this was not you, secure your account at once
    .count = { $count ->
        [one] { $count } password change
       *[other] { $count } password changes
    }
    .device = Device
    .device-sms = Device
    .country = Country
    .country-sms = Country

two_factor_changed = { $change ->
        [enabled] Two-factor authentication was enabled for your account
        [disabled] Two-factor authentication was disabled for your account
       *[replaced] The two-factor authentication of your account was replaced
    }
    .title = { $change ->
        [enabled] Two-factor authentication enabled
        [disabled] Two-factor authentication disabled
       *[replaced] Two-factor authentication replaced
    }
    .short = { $change ->
        [enabled] It is now required for your account
        [disabled] It no longer protects your account
       *[replaced] Your account now uses another method
    }
    .sms = { $change ->
        [enabled] 2FA was enabled for your account
        [disabled] 2FA was disabled for your account
       *[replaced] The 2FA of your account was replaced
    }. If this was not you, act in the app now
    .more = If this was not you, secure your account at once
    .count = { $count ->
        [one] { $count } 2FA change
       *[other] { $count } 2FA changes
    }
    .method = Method
    .method-sms = Method

api_key_created = A new API key was created for your account
    .title = API key created
    .short = A new API key was created for your account
    .sms = A new API key was created for your account. If this was not you, act in the app now
    .more = If this was not you, secure your account at once
    .count = { $count ->
        [one] { $count } new API key
       *[other] { $count } new API keys
    }
    .label = Name
    .label-sms = Name
    .permissions = Permissions

withdrawal_address_added = A withdrawal address for { $asset } was added to your account
    .title = Withdrawal address added
    .subject = Withdrawal address added: { $asset }
    .short = A withdrawal address was added to your account
    .sms = A withdrawal address for { $asset } was added to your account. If this was not you, act in the app now
    .more = If this was not you, secure your account at once
    .count = { $count ->
        [one] { $count } new withdrawal address
       *[other] { $count } new withdrawal addresses
    }
    .label = Name
    .label-sms = Name
    .address_short = Address
    .address_short-sms = Address
    .usable_from = Usable from

account_frozen = Your account was frozen
    .title = Account frozen
    .short = Your account was frozen by the exchange
    .sms = Your account was frozen. Contact support if you did not expect this
    .more = If you did not expect this, contact support at once
    .count = { $count ->
        [one] { $count } account freeze
       *[other] { $count } account freezes
    }
    .freeze_id = Case
    .reason = Reason
    .reason-sms = Reason
    .until = Frozen until

p2p_payment_marked = A payment of { $amount } was marked as sent in your P2P trade
    .title = P2P payment marked as sent
    .subject = P2P payment marked as sent: { $amount }
    .short = Check that the money has arrived
    .sms = P2P payment of { $amount } marked as sent. Check that it has arrived before you release
    .more = Release the crypto only after the money has arrived
    .count = { $count ->
        [one] { $count } P2P payment
       *[other] { $count } P2P payments
    }
    .trade_id = Trade
    .counterparty = Counterparty
    .counterparty-sms = Counterparty

p2p_dispute_opened = A dispute was opened about your P2P trade
    .title = P2P dispute opened
    .short = A dispute was opened about your P2P trade
    .sms = A dispute was opened about your P2P trade, respond in the app
    .more = Respond in the app
    .count = { $count ->
        [one] { $count } P2P dispute
       *[other] { $count } P2P disputes
    }
    .trade_id = Trade
    .reason = Reason

card_authorised = Your card payment of { $amount } at { $merchant } was approved
    .title = Card payment approved
    .subject = Card payment approved: { $amount }
    .short = At { $merchant }
    .sms = Card payment approved: { $amount } at { $merchant }
    .count = { $count ->
        [one] { $count } card payment
       *[other] { $count } card payments
    }
    .authorisation_id = Payment

card_declined = Your card payment of { $amount } at { $merchant } was declined
    .title = Card payment declined
    .subject = Card payment declined: { $amount }
    .short = At { $merchant }
    .sms = Card payment declined: { $amount } at { $merchant }
    .count = { $count ->
        [one] { $count } declined card payment
       *[other] { $count } declined card payments
    }
    .authorisation_id = Payment
    .reason = Reason
    .reason-sms = Reason

copy_stopped = You no longer copy { $leader }
    .title = Copy trading stopped
    .subject = Copy trading stopped: { $leader }
    .short = You no longer copy this lead trader
    .sms = Copy trading stopped: { $leader }
    .count = { $count ->
        [one] { $count } stopped copy trade
       *[other] { $count } stopped copy trades
    }
    .reason = Reason
    .realized_pnl = Realized P&L
    .realized_pnl-sms = P&L

# $amount was locked in the product and is free again.
earn_matured = Your Earn product has matured: { $amount } is available again
    .title = Earn product matured
    .subject = Earn product matured: { $amount }
    .short = The amount is available again
    .sms = Earn product matured: { $amount } available again
    .count = { $count ->
        [one] { $count } matured Earn product
       *[other] { $count } matured Earn products
    }
    .product_id = Product
    .reward = Reward
    .reward-sms = Reward

contract_expiring = { $symbol } expires on { $expires_at }
    .title = Contract expires soon
    .subject = Contract expires soon: { $symbol }
    .short = It expires on { $expires_at }
    .sms = Contract expires soon: { $symbol } on { $expires_at }
    .count = { $count ->
        [one] { $count } expiring contract
       *[other] { $count } expiring contracts
    }
    .settlement_price = Expected settlement price
    .settlement_price-sms = Settlement price

trading_halted = Trading in { $symbol } is halted
    .title = Trading halted
    .subject = Trading halted: { $symbol }
    .short = Orders are not executed for now
    .sms = Trading halted: { $symbol }
    .count = { $count ->
        [one] { $count } trading halt
       *[other] { $count } trading halts
    }
    .reason = Reason
    .until = Expected to resume
    .until-sms = Expected to resume

trading_resumed = Trading in { $symbol } has resumed
    .title = Trading resumed
    .subject = Trading resumed: { $symbol }
    .short = Orders are executed again
    .sms = Trading resumed: { $symbol }
    .count = { $count ->
        [one] { $count } resumption of trading
       *[other] { $count } resumptions of trading
    }

delisting = { $symbol } will be delisted: trading ends on { $trading_ends_at }
    .title = Delisting
    .subject = Delisting: { $symbol }
    .short = Trading ends on { $trading_ends_at }
    .sms = Delisting of { $symbol }: trading ends on { $trading_ends_at }
    .count = { $count ->
        [one] { $count } delisting
       *[other] { $count } delistings
    }
    .withdrawals_end_at = Withdrawals end

margin_requirements_changed = The margin requirements of { $symbol } change on { $effective_at }
    .title = Margin requirements change
    .subject = Margin requirements change: { $symbol }
    .short = They change on { $effective_at }
    .sms = Margin requirements of { $symbol } change on { $effective_at }
    .count = { $count ->
        [one] { $count } change of margin requirements
       *[other] { $count } changes of margin requirements
    }
    .old_percent = Old maintenance margin (%)
    .old_percent-sms = Old (%)
    .new_percent = New maintenance margin (%)
    .new_percent-sms = New (%)

maintenance = Maintenance is scheduled from { $starts_at } to { $ends_at }
    .title = Scheduled maintenance
    .short = From { $starts_at } to { $ends_at }
    .sms = Maintenance from { $starts_at } to { $ends_at }
    .count = { $count ->
        [one] { $count } maintenance notice
       *[other] { $count } maintenance notices
    }
    .scope = Affected

# $title and $body are the exchange's own texts.
incident = { $title }: { $body }
    .title = { $state ->
        [open] Incident
        [update] Incident update
       *[resolved] Incident resolved
    }
    .subject = { $state ->
        [open] Incident: { $title }
        [update] Incident update: { $title }
       *[resolved] Incident resolved: { $title }
    }
    .short = { $body }
    .sms = { $state ->
        [open] Incident: { $title }
        [update] Incident update: { $title }
       *[resolved] Incident resolved: { $title }
    }
    .count = { $count ->
        [one] { $count } incident report
       *[other] { $count } incident reports
    }
    .incident_id = Incident

# $title and $body are the exchange's own texts.
announcement = { $title }: { $body }
    .title = Announcement
    .subject = { $title }
    .short = { $body }
    .sms = Announcement: { $title }
    .count = { $count ->
        [one] { $count } announcement
       *[other] { $count } announcements
    }
    .link = Read more

kyc_approved = Your identity has been verified
    .title = Identity verified
    .short = Your verification was approved
    .sms = Your identity has been verified
    .count = { $count ->
        [one] { $count } approved verification
       *[other] { $count } approved verifications
    }
    .case_id = Case

kyc_action_needed = Your identity verification needs your action
    .title = Verification: action needed
    .short = Your identity verification is not complete
    .sms = Please complete your identity verification in the app
    .more = Please complete it in the app
    .count = { $count ->
        [one] { $count } request about your verification
       *[other] { $count } requests about your verification
    }
    .case_id = Case
    .reason = Reason
    .due_by = Due by

source_of_funds_needed = We need proof of the source of your funds
    .title = Proof of source of funds needed
    .short = We need proof of the source of your funds
    .sms = Please submit proof of the source of your funds in the app
    .more = Please submit it in the app
    .count = { $count ->
        [one] { $count } request for proof of funds
       *[other] { $count } requests for proof of funds
    }
    .case_id = Case
    .due_by = Due by

fee_tier_changed = Your fee tier is now { $tier }
    .title = Fee tier changed
    .subject = Fee tier changed: { $tier }
    .short = New fees apply to your trades
    .sms = Your fee tier is now { $tier }
    .count = { $count ->
        [one] { $count } change of your fee tier
       *[other] { $count } changes of your fee tier
    }
    .maker_fee_percent = Maker fee (%)
    .maker_fee_percent-sms = Maker (%)
    .taker_fee_percent = Taker fee (%)
    .taker_fee_percent-sms = Taker (%)

# $period is a text such as 2026-10.
statement_ready = Your account statement for { $period } is ready
    .title = Account statement ready
    .subject = Account statement ready: { $period }
    .short = You can download it in the app
    .sms = Account statement ready: { $period }
    .count = { $count ->
        [one] { $count } account statement
       *[other] { $count } account statements
    }

# $period is a text such as 2026.
tax_report_ready = Your tax report for { $period } is ready
    .title = Tax report ready
    .subject = Tax report ready: { $period }
    .short = You can download it in the app
    .sms = Tax report ready: { $period }
    .count = { $count ->
        [one] { $count } tax report
       *[other] { $count } tax reports
    }

# The trader asked for it, to see on which channels notifications arrive.
delivery_test = This is a test: your notifications reach you here
    .title = Test notification
    .short = Your notifications reach you here
    .sms = This is a test: your notifications reach you here
    .count = { $count ->
        [one] { $count } test notification
       *[other] { $count } test notifications
    }

staking_reward = You earned { $amount } by staking
    .title = Staking reward
    .subject = Staking reward: { $amount }
    .short = Earned by staking
    .sms = Staking reward: { $amount }
    .count = { $count ->
        [one] { $count } staking reward
       *[other] { $count } staking rewards
    }
    .apr_percent = Annual rate (%)
    .reward_id = Reward
