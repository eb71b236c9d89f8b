# The German texts. The format is in ../README.md; en.ftl says what the variables are.

# The language
language-name = Deutsch
language-direction = ltr

# Dates: $day, $month, $year, $day2, $month2
date = { $day2 }.{ $month2 }.{ $year }

# $date, $time, $zone
date-time = { $date }, { $time } { zone }

# $zone
zone = { $zone ->
        [WET] WEZ
        [WEST] WESZ
        [CET] MEZ
        [CEST] MESZ
        [EET] OEZ
        [EEST] OESZ
       *[other] { $zone }
    }

# Lists and sentences
list-separator = { ", " }
sentence-separator = { ". " }
sentence-end = { "." }

# $label, $value
detail = { $label }: { $value }

# The summary of quiet hours: $size, $counts, $expired, $count
quiet_hours_summary = { $counts ->
        [absent] Nichts, was noch von Interesse ist
       *[present] { $counts }
    }
    .title = { $size ->
        [one] { $size } Nachricht aus Ihrer Ruhezeit
       *[other] { $size } Nachrichten aus Ihrer Ruhezeit
    }
    .short = { $counts ->
        [absent] Nichts, was noch von Interesse ist
       *[present] { $counts }
    }
    .sms = { $size ->
        [one] { $size } Nachricht aus Ihrer Ruhezeit
       *[other] { $size } Nachrichten aus Ihrer Ruhezeit
    }: { $counts ->
        [absent] Nichts, was noch von Interesse ist
       *[present] { $counts }
    }
    .expired = { $expired ->
        [one] { $expired } weitere ist abgelaufen
       *[other] { $expired } weitere sind abgelaufen
    }
    .count = { $count ->
        [one] { $count } Zusammenfassung
       *[other] { $count } Zusammenfassungen
    }

# Merged notifications: $size, $groups, $others, $expired; .group: $counted, $subject; .count: $count
merged_notifications = { $others ->
        [0] { $groups }
       *[other] { $groups } und { $others } weitere
    }
    .title = { $size ->
        [1] { $size } weitere Nachricht
       *[other] { $size } Nachrichten in kurzer Zeit
    }
    .short = { $others ->
        [0] { $groups }
       *[other] { $groups } und { $others } weitere
    }
    .sms = { $others ->
        [0] { $groups }
       *[other] { $groups } und { $others } weitere
    }
    .expired = { $expired ->
        [one] { $expired } weitere ist abgelaufen
       *[other] { $expired } weitere sind abgelaufen
    }
    .group = { $counted } in { $subject }
    .count = { $count ->
        [one] { $count } Zusammenfassung
       *[other] { $count } Zusammenfassungen
    }

# The frame of an e-mail: $code
email-greeting = Guten Tag,
email-footer = Welche Nachrichten Sie per E-Mail erreichen, legen Sie in Ihren Benachrichtigungseinstellungen fest.
email-unsubscribe = Keine E-Mails dieser Art mehr erhalten
email-open = In der App öffnen
email-ack = Als gesehen markieren
email-support = Hilfe und Support
anti-phishing = Ihr Anti-Phishing-Code: { $code }

# Pushes
push-redacted = Öffnen Sie die App, um sie zu lesen.
    .title = Neue Benachrichtigung
push-ack = Gesehen

# The sections of the preferences; .in-sentence is a dative without an article, after "zu"
section-liquidation = Liquidationen
    .in-sentence = Liquidationen
section-liquidationWarning = Margin Calls
    .in-sentence = Margin Calls
    .thresholdPercent = Benachrichtigen bei einer Margin-Quote unter (%)
    .repeat = Wiederholen, bis gesehen
section-orderFilled = Ausgeführte Orders
    .in-sentence = ausgeführten Orders
section-priceAlert = Kursalarme
    .in-sentence = Kursalarmen
section-partialFill = Teilausführungen
    .in-sentence = Teilausführungen
section-deposit = Einzahlungen
    .in-sentence = Einzahlungen
section-newListing = Neue Listings
    .in-sentence = neuen Listings
    .minScore = Mindestbewertung
section-weeklyReport = Wochenbericht
    .in-sentence = Wochenberichten
section-dailyReport = Tagesbericht
    .in-sentence = Tagesberichten
    .time = Uhrzeit
section-referral = Empfehlungsprämien
    .in-sentence = Empfehlungsprämien
section-orderClosed = Stornierte und abgelehnte Orders
    .in-sentence = stornierten und abgelehnten Orders
section-stopTriggered = Ausgelöste Stop-Orders
    .in-sentence = ausgelösten Stop-Orders
section-funding = Funding-Zahlungen
    .in-sentence = Funding-Zahlungen
section-withdrawal = Auszahlungen und Transfers
    .in-sentence = Auszahlungen und Transfers
section-p2p = P2P-Trades
    .in-sentence = P2P-Trades
section-card = Kartenzahlungen
    .in-sentence = Kartenzahlungen
section-copyTrading = Copy-Trading
    .in-sentence = Copy-Trading
section-earn = Earn-Produkte
    .in-sentence = Earn-Produkten
section-trading = Auslaufende Kontrakte
    .in-sentence = auslaufenden Kontrakten
section-market = Handelsaussetzungen und Wartungen
    .in-sentence = Handelsaussetzungen und Wartungen
section-account = Verifizierung und Gebühren
    .in-sentence = Verifizierung und Gebühren
section-reports = Kontoauszüge und Steuerberichte
    .in-sentence = Kontoauszügen und Steuerberichten
section-news = Ankündigungen
    .in-sentence = Ankündigungen

# The replies of the Telegram bot: $account, $elsewhere
telegram-ask-linked = Verknüpft mit dem Konto { $account }, für 24 Stunden.{ $elsewhere ->
        [yes] { " " }Vorsicht: Dieser Chat ist schon mit einem anderen Konto verknüpft.
       *[no] { "" }
    } Sie erhalten hier die Benachrichtigungen dieses Kontos. Ist es Ihr Konto? Antworten Sie JA, um die Verknüpfung zu behalten, oder NEIN, um sie zu beenden. Hat Ihnen jemand anderes den Link geschickt, antworten Sie NEIN.
telegram-ask-moved = Die Benachrichtigungen des Kontos { $account } gehen an einen anderen Chat.{ $elsewhere ->
        [yes] { " " }Vorsicht: Dieser Chat ist schon mit einem anderen Konto verknüpft.
       *[no] { "" }
    } Möchten Sie sie stattdessen hier erhalten, und ist es Ihr Konto? Antworten Sie innerhalb von 24 Stunden JA, sonst NEIN. Hat Ihnen jemand anderes den Link geschickt, antworten Sie NEIN.
telegram-linked = Verknüpft mit dem Konto { $account }. Ab jetzt erhalten Sie Ihre Benachrichtigungen hier. Mit /stop beenden Sie das.
telegram-bad-code = Dieser Code gilt nicht (mehr). Öffnen Sie die App der Börse und verknüpfen Sie Telegram dort noch einmal.
telegram-unlinked = Sie erhalten hier keine Benachrichtigungen mehr.
telegram-nothing-to-confirm = Hier ist nichts zu bestätigen.
telegram-how-to = Um Ihre Benachrichtigungen hier zu erhalten, öffnen Sie die App der Börse und verknüpfen Sie Telegram in den Einstellungen. Mit /stop beenden Sie es.
telegram-try-again = Das hat nicht geklappt. Bitte versuchen Sie es in einer Minute noch einmal.
telegram-yes = Ja, es ist meines
telegram-no = Nein
telegram-yes-words = ja j ok /yes /confirm
telegram-no-words = nein n /no

# The ack of a notification in a Telegram chat, and the other commands of the bot: $channel, $time, $until,
# $channels, $from, $to, $zone
telegram-seen = Gesehen
telegram-seen-on = { $channel ->
        [websocket] In der App gesehen um { $time }
        [push] Per Push gesehen um { $time }
        [telegram] In Telegram gesehen um { $time }
        [email] Per E-Mail gesehen um { $time }
       *[sms] Per SMS gesehen um { $time }
    }
telegram-ok-words = ok okay gesehen
telegram-nothing-to-ack = Hier ist nichts als gesehen zu markieren.
telegram-snoozed = Pausiert bis { $until }. Bis dahin erreichen Sie nur die dringendsten Benachrichtigungen. Mit /snooze off beenden Sie die Pause.
telegram-snooze-ended = Die Pause ist beendet. Ihre Benachrichtigungen erreichen Sie wie gewohnt.
telegram-snooze-usage = Senden Sie /snooze 2h, /snooze 30m oder /snooze off. Eine Pause dauert höchstens 7 Tage.
telegram-reachable = Benachrichtigungen erreichen Sie über: { $channels }
telegram-quiet-hours = Ruhezeit: { $from } bis { $to } ({ $zone })
telegram-quiet-off = Ruhezeit: aus
telegram-quiet-usage = Senden Sie /quiet 23:00 07:00 oder /quiet off. Die Zeiten gelten in Ihrer Zeitzone.

# The name of a channel in a list: $channel
channel-name = { $channel ->
        [websocket] App
        [push] Push
        [telegram] Telegram
        [email] E-Mail
       *[sms] SMS
    }

# The pages of the unsubscribe link
unsubscribe-ask = Sie erhalten dann keine E-Mails dieser Art mehr. Ihre anderen Benachrichtigungen bleiben, wie sie sind.
    .title = Abbestellen
    .button = Abbestellen
unsubscribe-done = Sie erhalten keine E-Mails dieser Art mehr. In Ihren Einstellungen können Sie sie wieder einschalten.
    .title = Abbestellt
unsubscribe-ended = Es wurde nichts geändert. In der App können Sie diese E-Mails in den Benachrichtigungseinstellungen ausschalten.
    .title = Dieser Link ist abgelaufen
unsubscribe-outdated = Sie haben E-Mails seither wieder eingeschaltet, deshalb wurde nichts geändert. In der App können Sie sie in den Benachrichtigungseinstellungen ausschalten.
    .title = Dieser Link ist veraltet
unsubscribe-mandatory = Sie warnen vor Verlusten oder vor Änderungen an Ihrem Konto. Es wurde nichts geändert.
    .title = Diese E-Mails lassen sich hier nicht abbestellen

# The page of the link that marks a notification as seen
ack-ask = Damit wissen wir, dass Sie sie gesehen haben, und müssen Sie nicht weiter daran erinnern.
    .title = Haben Sie diese Benachrichtigung gesehen?
    .button = Als gesehen markieren
ack-done = Als gesehen markiert
ack-ended = Öffnen Sie die App, um Ihre Benachrichtigungen zu sehen.
    .title = Dieser Link ist nicht mehr gültig
ack-failed = Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.
ack-no-script = Diese Seite benötigt JavaScript. Sie können die Benachrichtigung auch in der App öffnen.

# The event types

position_liquidated = Ihre { $side ->
        [long] Long
       *[short] Short
    }-Position über { $quantity } { $symbol } wurde zu { $liquidation_price } liquidiert
    .title = Position liquidiert
    .subject = Position liquidiert: { $symbol }
    .short = Ihre { $side ->
        [long] Long
       *[short] Short
    }-Position über { $quantity } wurde zu { $liquidation_price } liquidiert
    .sms = Liquidiert: { $side ->
        [long] Long
       *[short] Short
    } { $quantity } { $symbol } zu { $liquidation_price }
    .count = { $count ->
        [one] { $count } Liquidation
       *[other] { $count } Liquidationen
    }
    .realized_pnl = Realisierter Gewinn/Verlust
    .realized_pnl-sms = G/V
    .position_id = Position
    .client_order_id = Client-Order-ID

margin_call = { $symbol ->
        [absent] Die Margin-Quote Ihres Kontos beträgt { $margin_ratio_percent } % (Liquidation bei 100 %)
       *[present] Die Margin-Quote von { $symbol } beträgt { $margin_ratio_percent } % (Liquidation bei 100 %)
    }
    .title = Margin Call
    .subject = { $symbol ->
        [absent] Margin Call: Ihr Konto
       *[present] Margin Call: { $symbol }
    }
    .short = Margin-Quote { $margin_ratio_percent } % (Liquidation bei 100 %)
    .sms = { $symbol ->
        [absent] Margin Call: Ihr Konto bei { $margin_ratio_percent } % (Liquidation bei 100 %)
       *[present] Margin Call: { $symbol } bei { $margin_ratio_percent } % (Liquidation bei 100 %)
    }
    .count = { $count ->
        [one] { $count } Margin Call
       *[other] { $count } Margin Calls
    }
    .liquidation_price = Liquidationspreis
    .liquidation_price-sms = Liq.-Preis
    .mark_price = Mark-Preis
    .mark_price-sms = Mark
    .position_id = Position

order_filled = { $quantity } { $symbol } zu { $price } { $side ->
        [buy] gekauft
       *[sell] verkauft
    }
    .title = Order ausgeführt
    .subject = Order ausgeführt: { $symbol }
    .short = { $quantity } zu { $price } { $side ->
        [buy] gekauft
       *[sell] verkauft
    }
    .sms = Ausgeführt: { $quantity } { $symbol } zu { $price } { $side ->
        [buy] gekauft
       *[sell] verkauft
    }
    .count = { $count ->
        [one] { $count } Ausführung
       *[other] { $count } Ausführungen
    }
    .fee = { SIGN($fee) ->
        [negative] Rückvergütung
       *[other] Gebühr
    }
    .fee-sms = { SIGN($fee) ->
        [negative] Rückvergütung
       *[other] Gebühr
    }
    .order_id = Order
    .client_order_id = Client-Order-ID

price_alert = { $symbol } steht bei { $current_price } (Ihr Alarm: { $condition ->
        [above] über
       *[below] unter
    } { $target_price })
    .title = Kursalarm
    .subject = Kursalarm: { $symbol }
    .short = Jetzt bei { $current_price } (Ihr Alarm: { $condition ->
        [above] über
       *[below] unter
    } { $target_price })
    .sms = Kursalarm: { $symbol } bei { $current_price } ({ $condition ->
        [above] über
       *[below] unter
    } { $target_price })
    .count = { $count ->
        [one] { $count } Kursalarm
       *[other] { $count } Kursalarme
    }
    .note = Ihre Notiz
    .note-sms = Notiz

price_feed = { $state ->
        [stale] Kein Kurs von { $symbol } seit { $last_tick_at }
       *[resumed] Kurse von { $symbol } treffen wieder ein
    }
    .title = { $state ->
        [stale] Kurse unterbrochen
       *[resumed] Kurse wieder verfügbar
    }
    .subject = { $state ->
        [stale] Kurse unterbrochen: { $symbol }
       *[resumed] Kurse wieder verfügbar: { $symbol }
    }
    .short = { $state ->
        [stale] Kein Kurs seit { $last_tick_at }
       *[resumed] Es treffen wieder Kurse ein
    }
    .sms = { $state ->
        [stale] Kein Kurs von { $symbol } seit { $last_tick_at }: Ihre Alarme darauf können nicht auslösen
       *[resumed] Kurse von { $symbol } treffen wieder ein: Ihre Alarme darauf werden wieder überwacht
    }
    .more = { $state ->
        [stale] Ihre Alarme darauf können erst wieder auslösen, wenn Kurse eintreffen
       *[resumed] Ihre Alarme darauf werden wieder überwacht
    }
    .count = { $count ->
        [one] { $count } Nachricht zu Kursdaten
       *[other] { $count } Nachrichten zu Kursdaten
    }

order_partially_filled = { $filled_quantity } { $symbol } zu { $price } { $side ->
        [buy] gekauft
       *[sell] verkauft
    }
    .title = Order teilweise ausgeführt
    .subject = Order teilweise ausgeführt: { $symbol }
    .short = { $filled_quantity } zu { $price } { $side ->
        [buy] gekauft
       *[sell] verkauft
    }
    .sms = Teilausführung: { $filled_quantity } { $symbol } zu { $price } { $side ->
        [buy] gekauft
       *[sell] verkauft
    }
    .count = { $count ->
        [one] { $count } Teilausführung
       *[other] { $count } Teilausführungen
    }
    .remaining_quantity = Noch offen
    .remaining_quantity-sms = Offen
    .order_id = Order
    .client_order_id = Client-Order-ID

# The amount is not the subject of the sentence, because the verb would have to agree with it.
deposit_credited = Ihrem Konto gutgeschrieben: { $amount }
    .title = Einzahlung gutgeschrieben
    .subject = Einzahlung gutgeschrieben: { $amount }
    .short = Der Betrag ist auf Ihrem Konto
    .sms = Einzahlung gutgeschrieben: { $amount }
    .count = { $count ->
        [one] { $count } Einzahlung
       *[other] { $count } Einzahlungen
    }
    .network = Netzwerk
    .tx_id = Transaktion
    .deposit_id = Einzahlung

new_listing = { $name ->
        [absent] { $symbol } ist neu gelistet, Bewertung { $score }
       *[present] { $name } ({ $symbol }) ist neu gelistet, Bewertung { $score }
    }
    .title = Neues Listing
    .subject = Neues Listing: { $symbol }
    .short = { $name ->
        [absent] Bewertung { $score }
       *[present] { $name }, Bewertung { $score }
    }
    .sms = { $name ->
        [absent] Neues Listing: { $symbol }, Bewertung { $score }
       *[present] Neues Listing: { $symbol }, { $name }, Bewertung { $score }
    }
    .count = { $count ->
        [one] { $count } neues Listing
       *[other] { $count } neue Listings
    }
    .trading_starts_at = Handelsstart
    .trading_starts_at-sms = Handelsstart

weekly_pnl_report = Realisierter Gewinn/Verlust: { $realized_pnl }
    .title = Wochenbericht KW { WEEK($week) }/{ YEAR($week) }
    .short = Realisierter Gewinn/Verlust: { $realized_pnl }
    .sms = KW { WEEK($week) }/{ YEAR($week) }: realisierter G/V { $realized_pnl }
    .count = { $count ->
        [one] { $count } Bericht
       *[other] { $count } Berichte
    }
    .unrealized_pnl = Unrealisierter Gewinn/Verlust
    .unrealized_pnl-sms = Unrealisiert
    .trades = Trades
    .trades-sms = Trades
    .volume = Volumen

# $counts
daily_report = { $counts ->
        [absent] Keine Aktivität
       *[present] { $counts }
    }
    .title = Tagesbericht { $day }
    .short = { $counts ->
        [absent] Keine Aktivität
       *[present] { $counts }
    }
    .sms = { $day }: { $counts ->
        [absent] Keine Aktivität
       *[present] { $counts }
    }
    .count = { $count ->
        [one] { $count } Bericht
       *[other] { $count } Berichte
    }
    .realized_pnl = Realisierter Gewinn/Verlust
    .realized_pnl-sms = G/V
    .unrealized_pnl = Unrealisierter Gewinn/Verlust
    .unrealized_pnl-sms = Unrealisiert

referral_accrued = Sie haben { $amount } verdient
    .title = Empfehlungsprämie
    .subject = Empfehlungsprämie: { $amount }
    .short = Verdient durch Ihre Empfehlungen
    .sms = Empfehlungsprämie: { $amount }
    .count = { $count ->
        [one] { $count } Empfehlungsprämie
       *[other] { $count } Empfehlungsprämien
    }
    .referral_count = Ihre Empfehlungen
    .accrual_id = Gutschrift

contact_changed = { $change ->
        [added] Ihrem Konto wurde hinzugefügt
        [removed] Aus Ihrem Konto wurde entfernt
        [moved] Gehört jetzt zu einem anderen Konto
       *[absent] In Ihrem Konto wurde geändert
    }: { $kind ->
        [email] E-Mail-Adresse
        [phone] Telefonnummer
        [telegram] Telegram-Chat
       *[device] Gerät
    }
    .title = Sicherheitshinweis
    .subject = Sicherheitshinweis: { $kind ->
        [email] E-Mail-Adresse
        [phone] Telefonnummer
        [telegram] Telegram-Chat
       *[device] Gerät
    }
    .short = { $change ->
        [added] Ihrem Konto wurde hinzugefügt
        [removed] Aus Ihrem Konto wurde entfernt
        [moved] Gehört jetzt zu einem anderen Konto
       *[absent] In Ihrem Konto wurde geändert
    }: { $kind ->
        [email] E-Mail-Adresse
        [phone] Telefonnummer
        [telegram] Telegram-Chat
       *[device] Gerät
    }
    .sms = Sicherheitshinweis: { $change ->
        [added] Ihrem Konto wurde hinzugefügt
        [removed] Aus Ihrem Konto wurde entfernt
        [moved] Gehört jetzt zu einem anderen Konto
       *[absent] In Ihrem Konto wurde geändert
    }: { $kind ->
        [email] E-Mail-Adresse
        [phone] Telefonnummer
        [telegram] Telegram-Chat
       *[device] Gerät
    }. Waren Sie das nicht, handeln Sie jetzt in der App
    .more = Wenn Sie das nicht waren, sichern Sie Ihr Konto sofort
    .count = { $count ->
        [one] { $count } Sicherheitshinweis
       *[other] { $count } Sicherheitshinweise
    }
    .new_masked = Kontakt

# $section
preferences_weakened = Ihre Benachrichtigungen zu { $section } wurden eingeschränkt
    .title = Sicherheitshinweis
    .subject = Sicherheitshinweis: Benachrichtigungen
    .short = Ihre Benachrichtigungen zu { $section } wurden eingeschränkt
    .sms = Sicherheitshinweis: Benachrichtigungen zu { $section } eingeschränkt
    .more = Wenn Sie das nicht waren, sichern Sie Ihr Konto sofort
    .count = { $count ->
        [one] { $count } Sicherheitshinweis
       *[other] { $count } Sicherheitshinweise
    }

position_partially_liquidated = Ihre { $side ->
        [long] Long
       *[short] Short
    }-Position in { $symbol } wurde teilweise liquidiert: { $quantity } zu { $price }
    .title = Position teilweise liquidiert
    .subject = Position teilweise liquidiert: { $symbol }
    .short = Von Ihrer { $side ->
        [long] Long
       *[short] Short
    }-Position liquidiert: { $quantity } zu { $price }
    .sms = Teilweise liquidiert: { $side ->
        [long] Long
       *[short] Short
    } { $quantity } { $symbol } zu { $price }
    .count = { $count ->
        [one] { $count } Teilliquidation
       *[other] { $count } Teilliquidationen
    }
    .position_id = Position
    .remaining_quantity = Noch offen
    .remaining_quantity-sms = Offen
    .realized_pnl = Realisierter Gewinn/Verlust
    .realized_pnl-sms = G/V
    .client_order_id = Client-Order-ID

position_reduced = Ihre { $side ->
        [long] Long
       *[short] Short
    }-Position in { $symbol } wurde durch Auto-Deleveraging (ADL) reduziert: { $quantity } zu { $price }
    .title = Position reduziert (ADL)
    .subject = Position reduziert (ADL): { $symbol }
    .short = Durch Auto-Deleveraging von Ihrer { $side ->
        [long] Long
       *[short] Short
    }-Position geschlossen: { $quantity } zu { $price }
    .sms = Durch ADL reduziert: { $side ->
        [long] Long
       *[short] Short
    } { $quantity } { $symbol } zu { $price }
    .count = { $count ->
        [one] { $count } ADL-Reduzierung
       *[other] { $count } ADL-Reduzierungen
    }
    .position_id = Position
    .remaining_quantity = Noch offen
    .remaining_quantity-sms = Offen
    .realized_pnl = Realisierter Gewinn/Verlust
    .realized_pnl-sms = G/V
    .client_order_id = Client-Order-ID

margin_restored = { $symbol ->
        [absent] Die Margin-Quote Ihres Kontos beträgt wieder { $margin_ratio_percent } %
       *[present] Die Margin-Quote von { $symbol } beträgt wieder { $margin_ratio_percent } %
    }
    .title = Margin wieder ausreichend
    .subject = { $symbol ->
        [absent] Margin wieder ausreichend: Ihr Konto
       *[present] Margin wieder ausreichend: { $symbol }
    }
    .short = Margin-Quote wieder bei { $margin_ratio_percent } %
    .sms = { $symbol ->
        [absent] Margin wieder ausreichend: Ihr Konto bei { $margin_ratio_percent } %
       *[present] Margin wieder ausreichend: { $symbol } bei { $margin_ratio_percent } %
    }
    .count = { $count ->
        [one] { $count } Margin-Entwarnung
       *[other] { $count } Margin-Entwarnungen
    }
    .position_id = Position

loan_ltv_warning = Die Beleihungsquote (LTV) Ihres Kredits beträgt { $ltv_percent } %
    .title = LTV-Warnung für Ihren Kredit
    .subject = LTV-Warnung für Ihren Kredit: { $ltv_percent } %
    .short = Ihr Kredit nähert sich der Liquidation
    .sms = LTV-Warnung für Ihren Kredit: { $ltv_percent } %, Sicherheiten erhöhen oder zurückzahlen
    .more = Erhöhen Sie die Sicherheiten oder zahlen Sie zurück, um eine Liquidation zu vermeiden
    .count = { $count ->
        [one] { $count } LTV-Warnung
       *[other] { $count } LTV-Warnungen
    }
    .loan_id = Kredit
    .liquidation_ltv_percent = Liquidations-LTV (%)
    .liquidation_ltv_percent-sms = Liq.-LTV (%)
    .collateral_asset = Sicherheit

loan_liquidated = Sicherheiten Ihres Kredits wurden liquidiert: { $amount }
    .title = Kredit liquidiert
    .subject = Kredit liquidiert: { $amount }
    .short = Sicherheiten wurden verkauft, um Ihren Kredit zurückzuzahlen
    .sms = Kredit liquidiert: { $amount } der Sicherheiten verkauft
    .count = { $count ->
        [one] { $count } Kreditliquidation
       *[other] { $count } Kreditliquidationen
    }
    .loan_id = Kredit
    .price = Preis
    .price-sms = Preis

order_cancelled = { $by ->
        [user] Sie haben Ihre Order in { $symbol } storniert
       *[system] Ihre Order in { $symbol } wurde von der Börse storniert
    }
    .title = Order storniert
    .subject = Order storniert: { $symbol }
    .short = { $by ->
        [user] Sie haben Ihre Order storniert
       *[system] Die Börse hat Ihre Order storniert
    }
    .sms = { $by ->
        [user] Order storniert: { $symbol }
       *[system] Order von der Börse storniert: { $symbol }
    }
    .count = { $count ->
        [one] { $count } stornierte Order
       *[other] { $count } stornierte Orders
    }
    .order_id = Order
    .reason = Grund
    .remaining_quantity = Nicht ausgeführt
    .remaining_quantity-sms = Nicht ausgeführt

order_rejected = Ihre Order in { $symbol } wurde abgelehnt
    .title = Order abgelehnt
    .subject = Order abgelehnt: { $symbol }
    .short = Ihre Order wurde nicht platziert
    .sms = Order abgelehnt: { $symbol }
    .count = { $count ->
        [one] { $count } abgelehnte Order
       *[other] { $count } abgelehnte Orders
    }
    .order_id = Order
    .reason = Grund
    .reason-sms = Grund

stop_triggered = { $kind ->
        [take_profit] Ihre Take-Profit-Order
        [trailing] Ihre Trailing-Stop-Order
       *[stop] Ihre Stop-Order
    } zum { $side ->
        [buy] Kauf
       *[sell] Verkauf
    } von { $symbol } wurde bei { $stop_price } ausgelöst
    .title = { $kind ->
        [take_profit] Take-Profit-Order ausgelöst
        [trailing] Trailing-Stop-Order ausgelöst
       *[stop] Stop-Order ausgelöst
    }
    .subject = { $kind ->
        [take_profit] Take-Profit-Order ausgelöst: { $symbol }
        [trailing] Trailing-Stop-Order ausgelöst: { $symbol }
       *[stop] Stop-Order ausgelöst: { $symbol }
    }
    .short = Ihre { $side ->
        [buy] Kauforder
       *[sell] Verkaufsorder
    } wurde bei { $stop_price } ausgelöst
    .sms = { $kind ->
        [take_profit] Take-Profit ausgelöst
        [trailing] Trailing-Stop ausgelöst
       *[stop] Stop ausgelöst
    }: { $side ->
        [buy] Kauf
       *[sell] Verkauf
    } von { $symbol } bei { $stop_price }
    .count = { $count ->
        [one] { $count } ausgelöste Stop-Order
       *[other] { $count } ausgelöste Stop-Orders
    }
    .order_id = Order
    .quantity = Menge
    .quantity-sms = Menge
    .client_order_id = Client-Order-ID

funding_paid = { SIGN($amount) ->
        [negative] Sie haben { ABS($amount) } Funding für { $symbol } gezahlt
       *[other] Sie haben { $amount } Funding für { $symbol } erhalten
    }
    .title = { SIGN($amount) ->
        [negative] Funding gezahlt
       *[other] Funding erhalten
    }
    .subject = { SIGN($amount) ->
        [negative] Funding gezahlt: { $symbol }
       *[other] Funding erhalten: { $symbol }
    }
    .short = { SIGN($amount) ->
        [negative] Sie haben { ABS($amount) } gezahlt
       *[other] Sie haben { $amount } erhalten
    }
    .sms = { SIGN($amount) ->
        [negative] Funding gezahlt: { ABS($amount) } für { $symbol }
       *[other] Funding erhalten: { $amount } für { $symbol }
    }
    .count = { $count ->
        [one] { $count } Funding-Zahlung
       *[other] { $count } Funding-Zahlungen
    }
    .rate = Funding-Rate (%)
    .position_id = Position

deposit_detected = Eine Einzahlung über { $amount } wurde erkannt und ist noch nicht gutgeschrieben
    .title = Einzahlung erkannt
    .subject = Einzahlung erkannt: { $amount }
    .short = Sie wird nach der Bestätigung gutgeschrieben
    .sms = Einzahlung erkannt: { $amount }, noch nicht gutgeschrieben
    .count = { $count ->
        [one] { $count } erkannte Einzahlung
       *[other] { $count } erkannte Einzahlungen
    }
    .deposit_id = Einzahlung
    .network = Netzwerk
    .tx_id = Transaktion
    .confirmations = Bestätigungen
    .confirmations_needed = Benötigte Bestätigungen

withdrawal_confirmation_needed = Ihre Auszahlung über { $amount } wartet auf Ihre Bestätigung
    .title = Auszahlung bestätigen
    .subject = Auszahlung bestätigen: { $amount }
    .short = Sie wartet auf Ihre Bestätigung
    .sms = Bestätigen Sie Ihre Auszahlung über { $amount } in der App. Waren Sie das nicht, handeln Sie jetzt in der App
    .more = Wenn Sie das nicht waren, bestätigen Sie nicht und sichern Sie Ihr Konto sofort
    .count = { $count ->
        [one] { $count } zu bestätigende Auszahlung
       *[other] { $count } zu bestätigende Auszahlungen
    }
    .withdrawal_id = Auszahlung
    .address_short = An Adresse
    .address_short-sms = An
    .network = Netzwerk

withdrawal_requested = Eine Auszahlung über { $amount } wurde angefordert
    .title = Auszahlung angefordert
    .subject = Auszahlung angefordert: { $amount }
    .short = Von Ihrem Konto angefordert
    .sms = Auszahlung angefordert: { $amount }. Waren Sie das nicht, handeln Sie jetzt in der App
    .more = Wenn Sie das nicht waren, sichern Sie Ihr Konto sofort
    .count = { $count ->
        [one] { $count } angeforderte Auszahlung
       *[other] { $count } angeforderte Auszahlungen
    }
    .withdrawal_id = Auszahlung
    .address_short = An Adresse
    .address_short-sms = An
    .network = Netzwerk
    .available_at = Versand ab

withdrawal_sent = Ihre Auszahlung über { $amount } wurde gesendet
    .title = Auszahlung gesendet
    .subject = Auszahlung gesendet: { $amount }
    .short = Sie ist unterwegs
    .sms = Auszahlung gesendet: { $amount }
    .count = { $count ->
        [one] { $count } gesendete Auszahlung
       *[other] { $count } gesendete Auszahlungen
    }
    .withdrawal_id = Auszahlung
    .tx_id = Transaktion
    .network = Netzwerk

withdrawal_completed = Ihre Auszahlung über { $amount } wurde abgeschlossen
    .title = Auszahlung abgeschlossen
    .subject = Auszahlung abgeschlossen: { $amount }
    .short = Sie wurde im Netzwerk bestätigt
    .sms = Auszahlung abgeschlossen: { $amount }
    .count = { $count ->
        [one] { $count } abgeschlossene Auszahlung
       *[other] { $count } abgeschlossene Auszahlungen
    }
    .withdrawal_id = Auszahlung
    .tx_id = Transaktion
    .network = Netzwerk

withdrawal_failed = Ihre Auszahlung über { $amount } ist fehlgeschlagen
    .title = Auszahlung fehlgeschlagen
    .subject = Auszahlung fehlgeschlagen: { $amount }
    .short = Sie konnte nicht abgeschlossen werden
    .sms = Auszahlung fehlgeschlagen: { $amount }
    .count = { $count ->
        [one] { $count } fehlgeschlagene Auszahlung
       *[other] { $count } fehlgeschlagene Auszahlungen
    }
    .withdrawal_id = Auszahlung
    .reason = Grund
    .reason-sms = Grund

transfer_completed = Von { $from_account } zu { $to_account } übertragen: { $amount }
    .title = Transfer abgeschlossen
    .subject = Transfer abgeschlossen: { $amount }
    .short = Von { $from_account } zu { $to_account }
    .sms = Transfer abgeschlossen: { $amount } von { $from_account } zu { $to_account }
    .count = { $count ->
        [one] { $count } Transfer
       *[other] { $count } Transfers
    }
    .transfer_id = Transfer

login_from_new_device = Anmeldung in Ihrem Konto von einem neuen Gerät: { $device }
    .title = Anmeldung von einem neuen Gerät
    .short = Anmeldung in Ihrem Konto mit { $device }
    .sms = Anmeldung in Ihrem Konto von einem neuen Gerät: { $device }. Waren Sie das nicht, handeln Sie jetzt in der App
    .more = Wenn Sie das nicht waren, sichern Sie Ihr Konto sofort
    .count = { $count ->
        [one] { $count } Anmeldung von einem neuen Gerät
       *[other] { $count } Anmeldungen von neuen Geräten
    }
    .country = Land
    .country-sms = Land
    .city = Ort
    .city-sms = Ort
    .ip_masked = IP-Adresse

password_changed = Das Passwort Ihres Kontos wurde geändert
    .title = Passwort geändert
    .short = Das Passwort Ihres Kontos wurde geändert
    .sms = Das Passwort Ihres Kontos wurde geändert. Waren Sie das nicht, handeln Sie jetzt in der App
    .more = Wenn Sie das nicht waren, sichern Sie Ihr Konto sofort
    .count = { $count ->
        [one] { $count } Passwortänderung
       *[other] { $count } Passwortänderungen
    }
    .device = Gerät
    .device-sms = Gerät
    .country = Land
    .country-sms = Land

two_factor_changed = { $change ->
        [enabled] Die Zwei-Faktor-Authentifizierung (2FA) Ihres Kontos wurde aktiviert
        [disabled] Die Zwei-Faktor-Authentifizierung (2FA) Ihres Kontos wurde deaktiviert
       *[replaced] Die Zwei-Faktor-Authentifizierung (2FA) Ihres Kontos wurde ersetzt
    }
    .title = { $change ->
        [enabled] 2FA aktiviert
        [disabled] 2FA deaktiviert
       *[replaced] 2FA ersetzt
    }
    .short = { $change ->
        [enabled] Sie ist jetzt für Ihr Konto erforderlich
        [disabled] Sie schützt Ihr Konto nicht mehr
       *[replaced] Ihr Konto verwendet jetzt ein anderes Verfahren
    }
    .sms = { $change ->
        [enabled] Die 2FA Ihres Kontos wurde aktiviert
        [disabled] Die 2FA Ihres Kontos wurde deaktiviert
       *[replaced] Die 2FA Ihres Kontos wurde ersetzt
    }. Waren Sie das nicht, handeln Sie jetzt in der App
    .more = Wenn Sie das nicht waren, sichern Sie Ihr Konto sofort
    .count = { $count ->
        [one] { $count } 2FA-Änderung
       *[other] { $count } 2FA-Änderungen
    }
    .method = Methode
    .method-sms = Methode

api_key_created = Für Ihr Konto wurde ein neuer API-Schlüssel erstellt
    .title = API-Schlüssel erstellt
    .short = Für Ihr Konto wurde ein neuer API-Schlüssel erstellt
    .sms = Für Ihr Konto wurde ein neuer API-Schlüssel erstellt. Waren Sie das nicht, handeln Sie jetzt in der App
    .more = Wenn Sie das nicht waren, sichern Sie Ihr Konto sofort
    .count = { $count ->
        [one] { $count } neuer API-Schlüssel
       *[other] { $count } neue API-Schlüssel
    }
    .label = Name
    .label-sms = Name
    .permissions = Berechtigungen

withdrawal_address_added = Ihrem Konto wurde eine Auszahlungsadresse für { $asset } hinzugefügt
    .title = Auszahlungsadresse hinzugefügt
    .subject = Auszahlungsadresse hinzugefügt: { $asset }
    .short = Neue Auszahlungsadresse in Ihrem Konto
    .sms = Ihrem Konto wurde eine Auszahlungsadresse für { $asset } hinzugefügt. Waren Sie das nicht, handeln Sie jetzt in der App
    .more = Wenn Sie das nicht waren, sichern Sie Ihr Konto sofort
    .count = { $count ->
        [one] { $count } neue Auszahlungsadresse
       *[other] { $count } neue Auszahlungsadressen
    }
    .label = Name
    .label-sms = Name
    .address_short = Adresse
    .address_short-sms = Adresse
    .usable_from = Nutzbar ab

account_frozen = Ihr Konto wurde gesperrt
    .title = Konto gesperrt
    .short = Ihr Konto wurde von der Börse gesperrt
    .sms = Ihr Konto wurde gesperrt. Haben Sie das nicht erwartet, wenden Sie sich an den Support
    .more = Wenn Sie das nicht erwartet haben, wenden Sie sich sofort an den Support
    .count = { $count ->
        [one] { $count } Kontosperrung
       *[other] { $count } Kontosperrungen
    }
    .freeze_id = Vorgang
    .reason = Grund
    .reason-sms = Grund
    .until = Gesperrt bis

p2p_payment_marked = In Ihrem P2P-Trade wurde eine Zahlung über { $amount } als gesendet markiert
    .title = P2P-Zahlung als gesendet markiert
    .subject = P2P-Zahlung als gesendet markiert: { $amount }
    .short = Prüfen Sie, ob das Geld eingegangen ist
    .sms = P2P-Zahlung über { $amount } als gesendet markiert. Prüfen Sie vor der Freigabe, ob sie eingegangen ist
    .more = Geben Sie die Kryptowährung erst frei, wenn das Geld eingegangen ist
    .count = { $count ->
        [one] { $count } P2P-Zahlung
       *[other] { $count } P2P-Zahlungen
    }
    .trade_id = Trade
    .counterparty = Handelspartner
    .counterparty-sms = Handelspartner

p2p_dispute_opened = Zu Ihrem P2P-Trade wurde ein Streitfall eröffnet
    .title = P2P-Streitfall eröffnet
    .short = Zu Ihrem P2P-Trade wurde ein Streitfall eröffnet
    .sms = Zu Ihrem P2P-Trade wurde ein Streitfall eröffnet, antworten Sie in der App
    .more = Antworten Sie in der App
    .count = { $count ->
        [one] { $count } P2P-Streitfall
       *[other] { $count } P2P-Streitfälle
    }
    .trade_id = Trade
    .reason = Grund

card_authorised = Ihre Kartenzahlung über { $amount } bei { $merchant } wurde genehmigt
    .title = Kartenzahlung genehmigt
    .subject = Kartenzahlung genehmigt: { $amount }
    .short = Bei { $merchant }
    .sms = Kartenzahlung genehmigt: { $amount } bei { $merchant }
    .count = { $count ->
        [one] { $count } Kartenzahlung
       *[other] { $count } Kartenzahlungen
    }
    .authorisation_id = Zahlung

card_declined = Ihre Kartenzahlung über { $amount } bei { $merchant } wurde abgelehnt
    .title = Kartenzahlung abgelehnt
    .subject = Kartenzahlung abgelehnt: { $amount }
    .short = Bei { $merchant }
    .sms = Kartenzahlung abgelehnt: { $amount } bei { $merchant }
    .count = { $count ->
        [one] { $count } abgelehnte Kartenzahlung
       *[other] { $count } abgelehnte Kartenzahlungen
    }
    .authorisation_id = Zahlung
    .reason = Grund
    .reason-sms = Grund

copy_stopped = Sie kopieren { $leader } nicht mehr
    .title = Copy-Trading beendet
    .subject = Copy-Trading beendet: { $leader }
    .short = Sie kopieren diesen Lead-Trader nicht mehr
    .sms = Copy-Trading beendet: { $leader }
    .count = { $count ->
        [one] { $count } beendeter Copy-Trade
       *[other] { $count } beendete Copy-Trades
    }
    .reason = Grund
    .realized_pnl = Realisierter Gewinn/Verlust
    .realized_pnl-sms = G/V

earn_matured = Ihr Earn-Produkt ist ausgelaufen, wieder verfügbar: { $amount }
    .title = Earn-Produkt ausgelaufen
    .subject = Earn-Produkt ausgelaufen: { $amount }
    .short = Der Betrag ist wieder verfügbar
    .sms = Earn-Produkt ausgelaufen: { $amount } wieder verfügbar
    .count = { $count ->
        [one] { $count } ausgelaufenes Earn-Produkt
       *[other] { $count } ausgelaufene Earn-Produkte
    }
    .product_id = Produkt
    .reward = Belohnung
    .reward-sms = Belohnung

contract_expiring = { $symbol } läuft am { $expires_at } aus
    .title = Kontrakt läuft bald aus
    .subject = Kontrakt läuft bald aus: { $symbol }
    .short = Er läuft am { $expires_at } aus
    .sms = Kontrakt läuft bald aus: { $symbol } am { $expires_at }
    .count = { $count ->
        [one] { $count } auslaufender Kontrakt
       *[other] { $count } auslaufende Kontrakte
    }
    .settlement_price = Erwarteter Abrechnungspreis
    .settlement_price-sms = Abrechnungspreis

trading_halted = Der Handel in { $symbol } ist ausgesetzt
    .title = Handel ausgesetzt
    .subject = Handel ausgesetzt: { $symbol }
    .short = Orders werden vorerst nicht ausgeführt
    .sms = Handel ausgesetzt: { $symbol }
    .count = { $count ->
        [one] { $count } Handelsaussetzung
       *[other] { $count } Handelsaussetzungen
    }
    .reason = Grund
    .until = Voraussichtlich bis
    .until-sms = Voraussichtlich bis

trading_resumed = Der Handel in { $symbol } wurde wieder aufgenommen
    .title = Handel wieder aufgenommen
    .subject = Handel wieder aufgenommen: { $symbol }
    .short = Orders werden wieder ausgeführt
    .sms = Handel wieder aufgenommen: { $symbol }
    .count = { $count ->
        [one] { $count } Wiederaufnahme des Handels
       *[other] { $count } Wiederaufnahmen des Handels
    }

delisting = { $symbol } wird delistet: Der Handel endet am { $trading_ends_at }
    .title = Delisting
    .subject = Delisting: { $symbol }
    .short = Der Handel endet am { $trading_ends_at }
    .sms = Delisting von { $symbol }: Der Handel endet am { $trading_ends_at }
    .count = { $count ->
        [one] { $count } Delisting
       *[other] { $count } Delistings
    }
    .withdrawals_end_at = Auszahlungen bis

margin_requirements_changed = Die Margin-Anforderungen von { $symbol } ändern sich am { $effective_at }
    .title = Neue Margin-Anforderungen
    .subject = Neue Margin-Anforderungen: { $symbol }
    .short = Sie gelten ab { $effective_at }
    .sms = Neue Margin-Anforderungen von { $symbol } ab { $effective_at }
    .count = { $count ->
        [one] { $count } Änderung der Margin-Anforderungen
       *[other] { $count } Änderungen der Margin-Anforderungen
    }
    .old_percent = Bisherige Maintenance-Margin (%)
    .old_percent-sms = Bisher (%)
    .new_percent = Neue Maintenance-Margin (%)
    .new_percent-sms = Neu (%)

maintenance = Eine Wartung ist geplant von { $starts_at } bis { $ends_at }
    .title = Geplante Wartung
    .short = Von { $starts_at } bis { $ends_at }
    .sms = Wartung von { $starts_at } bis { $ends_at }
    .count = { $count ->
        [one] { $count } Wartungshinweis
       *[other] { $count } Wartungshinweise
    }
    .scope = Betroffen

# $title, $body
incident = { $title }: { $body }
    .title = { $state ->
        [open] Störung
        [update] Neues zur Störung
       *[resolved] Störung behoben
    }
    .subject = { $state ->
        [open] Störung: { $title }
        [update] Neues zur Störung: { $title }
       *[resolved] Störung behoben: { $title }
    }
    .short = { $body }
    .sms = { $state ->
        [open] Störung: { $title }
        [update] Neues zur Störung: { $title }
       *[resolved] Störung behoben: { $title }
    }
    .count = { $count ->
        [one] { $count } Störungsmeldung
       *[other] { $count } Störungsmeldungen
    }
    .incident_id = Störung

# $title, $body
announcement = { $title }: { $body }
    .title = Ankündigung
    .subject = { $title }
    .short = { $body }
    .sms = Ankündigung: { $title }
    .count = { $count ->
        [one] { $count } Ankündigung
       *[other] { $count } Ankündigungen
    }
    .link = Mehr dazu

kyc_approved = Ihre Identität wurde bestätigt
    .title = Identität bestätigt
    .short = Ihre Verifizierung wurde genehmigt
    .sms = Ihre Identität wurde bestätigt
    .count = { $count ->
        [one] { $count } genehmigte Verifizierung
       *[other] { $count } genehmigte Verifizierungen
    }
    .case_id = Vorgang

kyc_action_needed = Ihre Verifizierung erfordert Ihre Mitwirkung
    .title = Verifizierung: Mitwirkung erforderlich
    .short = Ihre Verifizierung ist noch nicht abgeschlossen
    .sms = Bitte schließen Sie Ihre Verifizierung in der App ab
    .more = Bitte schließen Sie sie in der App ab
    .count = { $count ->
        [one] { $count } Anfrage zu Ihrer Verifizierung
       *[other] { $count } Anfragen zu Ihrer Verifizierung
    }
    .case_id = Vorgang
    .reason = Grund
    .due_by = Frist

source_of_funds_needed = Wir benötigen einen Nachweis über die Herkunft Ihrer Mittel
    .title = Herkunftsnachweis erforderlich
    .short = Wir benötigen einen Nachweis über die Herkunft Ihrer Mittel
    .sms = Bitte reichen Sie in der App einen Nachweis über die Herkunft Ihrer Mittel ein
    .more = Bitte reichen Sie ihn in der App ein
    .count = { $count ->
        [one] { $count } Anforderung eines Herkunftsnachweises
       *[other] { $count } Anforderungen eines Herkunftsnachweises
    }
    .case_id = Vorgang
    .due_by = Frist

fee_tier_changed = Ihre Gebührenstufe ist jetzt { $tier }
    .title = Gebührenstufe geändert
    .subject = Gebührenstufe geändert: { $tier }
    .short = Für Ihre Trades gelten neue Gebühren
    .sms = Ihre Gebührenstufe ist jetzt { $tier }
    .count = { $count ->
        [one] { $count } Änderung Ihrer Gebührenstufe
       *[other] { $count } Änderungen Ihrer Gebührenstufe
    }
    .maker_fee_percent = Maker-Gebühr (%)
    .maker_fee_percent-sms = Maker (%)
    .taker_fee_percent = Taker-Gebühr (%)
    .taker_fee_percent-sms = Taker (%)

# $period
statement_ready = Ihr Kontoauszug für { $period } ist verfügbar
    .title = Kontoauszug verfügbar
    .subject = Kontoauszug verfügbar: { $period }
    .short = Sie können ihn in der App herunterladen
    .sms = Kontoauszug verfügbar: { $period }
    .count = { $count ->
        [one] { $count } Kontoauszug
       *[other] { $count } Kontoauszüge
    }

# $period
tax_report_ready = Ihr Steuerbericht für { $period } ist verfügbar
    .title = Steuerbericht verfügbar
    .subject = Steuerbericht verfügbar: { $period }
    .short = Sie können ihn in der App herunterladen
    .sms = Steuerbericht verfügbar: { $period }
    .count = { $count ->
        [one] { $count } Steuerbericht
       *[other] { $count } Steuerberichte
    }

delivery_test = Dies ist ein Test: Ihre Benachrichtigungen erreichen Sie hier
    .title = Testbenachrichtigung
    .short = Ihre Benachrichtigungen erreichen Sie hier
    .sms = Dies ist ein Test: Ihre Benachrichtigungen erreichen Sie hier
    .count = { $count ->
        [one] { $count } Testbenachrichtigung
       *[other] { $count } Testbenachrichtigungen
    }

staking_reward = Durch Staking verdient: { $amount }
    .title = Staking-Prämie
    .subject = Staking-Prämie: { $amount }
    .short = Durch Staking verdient
    .sms = Staking-Prämie: { $amount }
    .count = { $count ->
        [one] { $count } Staking-Prämie
       *[other] { $count } Staking-Prämien
    }
    .apr_percent = Jahreszins (%)
    .reward_id = Prämie
