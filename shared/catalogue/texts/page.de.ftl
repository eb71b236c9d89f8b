# The German texts of the trader's page. The format is in ../README.md; page.en.ftl says what the
# variables are.

# The whole page
page-title = Handelskonsole
skip = Zum Inhalt springen
start-failed = Die Konsole konnte nicht starten. Laden Sie die Seite neu.
cancel = Abbrechen
close = Schließen
undo = Rückgängig
dismiss = Ausblenden
messages-label = Meldungen
problems-label = Probleme
load-failed = Das konnte nicht geladen werden. Versuchen Sie es noch einmal.
loading-alerts = Alarme werden geladen …

# The two places of a local system, and the parts of the app
places-label = Orte
places-app = App des Traders
places-simulator = Simulator
jump-label = Auf dieser Seite

# What a first visitor reads; $lead and $link are the messages with these endings
welcome-label = Womit Sie anfangen
welcome-close = Verstanden, nicht mehr zeigen
welcome = { $lead } Setzen Sie im Chart einen Alarm, und wählen Sie in den { $link }, was Sie wo erreicht.
welcome-lead = Ihre Mitteilungen, live.
welcome-link = Einstellungen
welcome-app = { $lead } Setzen Sie im Chart einen Alarm, oder öffnen Sie den { $link } und liquidieren Sie den Trader.
welcome-app-lead = Die App eines Traders, live.
welcome-app-link = Simulator
welcome-simulator = { $lead } Senden Sie eine Liquidation, und sehen Sie, wo sie ankommt: als Mitteilung hier, auf dem Telefon und per E-Mail.
welcome-simulator-lead = Sie sind die Börse.

# The footer; the name of TradingView, Inc. follows
foot-charts = Charts: TradingView Lightweight Charts™, Copyright ©
foot-notice = Hinweis
foot-licence = Lizenz

# The connection, in the header
connection-title = Verbindung, über die Ihre Mitteilungen kommen
connection-starting = Startet …
connection-system = Das System startet …
connection-failed = Nicht gestartet
connection-connecting = Verbindet …
connection-open = Holt auf …
connection-synced = Live
connection-offline = Offline
connection-closed = Abgemeldet
connection-waiting = Verbindet neu …
connection-waiting-for = Neue Verbindung in { $seconds } s
connection-said-synced = Verbindung: live
connection-said-waiting = Verbindung verloren, wird neu aufgebaut
connection-said-offline = Sie sind offline

# The theme
theme-auto = Farben: wie das System
theme-light = Farben: hell
theme-dark = Farben: dunkel

# Times and spans; $days and the like are whole numbers, $number may have a fraction
clock-at = um { $time }
span-ms = { $number } ms
span-s = { $number } s
span-min-s = { $minutes } min { $seconds } s
span-min = { $minutes } min
span-h-min = { $hours } h { $minutes } min
span-h = { $hours } h
span-d = { $days } d

# Channels, as they are called in a list and in a sentence
channel-websocket = In der App
channel-push = Push
channel-telegram = Telegram
channel-email = E-Mail
channel-sms = SMS

# Why a delivery is in its state
reason-disabled = Sie haben diese Art abgeschaltet.
reason-not_chosen = Sie haben diesen Kanal nicht gewählt.
reason-threshold = Es liegt nicht unter der Grenze, die Sie gesetzt haben.
reason-min_score = Es liegt unter dem Mindestwert, den Sie gesetzt haben.
reason-no_contact = Es gibt keine Adresse, kein Gerät und keinen Chat dafür.
reason-channel_not_deployed = Dieses System bedient den Kanal nicht.
reason-superseded = Etwas Neueres hat es überholt.
reason-already_notified = Dasselbe wurde Ihnen kurz zuvor mitgeteilt.
reason-over_cap = Das Kontingent dieses Kanals ist aufgebraucht.
reason-country_not_allowed = In das Land dieser Nummer werden keine SMS gesendet.
reason-quiet_hours = Es wartet auf das Ende Ihrer Ruhezeit.
reason-snoozed = Es wartet auf das Ende Ihrer Pause.
reason-backfill = Es ist ein Nachtrag und nur für den Posteingang bestimmt.

# Why a channel would not reach the trader
unreachable-no_contact-push = Kein Gerät ist registriert.
unreachable-no_contact-telegram = Kein Telegram-Chat ist verknüpft.
unreachable-no_contact-email = Ihr Konto hat keine E-Mail-Adresse, oder Mails dorthin kamen zurück.
unreachable-no_contact-sms = Ihr Konto hat keine Telefonnummer.
unreachable-not_chosen-push = Sie haben Push für nichts in dieser Klasse gewählt.
unreachable-not_chosen-telegram = Sie haben Telegram für nichts in dieser Klasse gewählt.
unreachable-not_chosen-email = Sie haben E-Mail für nichts in dieser Klasse gewählt.
unreachable-not_chosen-sms = SMS gibt es nur für kritische Ereignisse.
unreachable-quiet_hours = Ruhezeit: Es würde auf ihr Ende warten. Kritische Ereignisse kommen trotzdem durch.
unreachable-snoozed = Pause: Es würde auf ihr Ende warten. Kritische Ereignisse kommen trotzdem durch.
unreachable-disabled = Alle Ereignisse dieser Klasse sind abgeschaltet.

# The states of a delivery
state-pending = ausstehend
state-deferred = aufgeschoben
state-retrying = wird wiederholt
state-acked = bestätigt
state-not_needed = nicht nötig
state-accepted = angenommen
state-unknown = unbekannt
state-expired = abgelaufen
state-suppressed = unterdrückt
state-dead_lettered = unzustellbar
dismissal-dismissal_requested = Ausblenden angefordert

# The results of one attempt
result-accepted = angenommen
result-gone = nicht mehr da
result-refused = abgelehnt
result-throttled = gedrosselt
result-timeout = keine Antwort
result-error = Fehler
result-routed = zugeteilt

# Where a notification was seen
seen = Gesehen
seen-websocket = In der App gesehen
seen-push = Auf dem Telefon gesehen
seen-telegram = In Telegram gesehen
seen-email = Per E-Mail gesehen
seen-sms = Per SMS gesehen
# $seen is one of these
seen-at = { $seen } um { $time }

# What went wrong, by the code of the server
problem = Das hat nicht geklappt.
problem-bad_type = Der lokale Server nimmt nur JSON an.
problem-busy = Das läuft bereits.
problem-forbidden = Das darf nur die Konsole selbst.
problem-starting = Das System startet noch.
problem-bad_field = Einer der Werte ist nicht möglich.
problem-bad_json = Der Server konnte die Anfrage nicht lesen.
problem-disconnected = Die Verbindung ging verloren, bevor die Antwort kam.
problem-closed = Sie sind abgemeldet.
problem-internal = Auf dem Server ist etwas schiefgegangen. Versuchen Sie es noch einmal.
problem-limit_reached = Sie haben so viele, wie möglich sind. Löschen Sie zuerst etwas.
problem-missing_field = Ein Wert fehlt.
problem-not_found = Das gibt es nicht mehr.
problem-timeout = Der Server hat nicht rechtzeitig geantwortet.
problem-too_large = Das ist zu lang.
problem-too_many_requests = Das waren zu viele Anfragen in kurzer Zeit. Warten Sie einen Moment.
problem-unauthorized = Der Server hat das Token nicht angenommen.
problem-unavailable = Der Server ist gerade nicht verfügbar.
problem-unknown_action = Der Server kennt diese Aktion nicht.
problem-unreachable = Der Server ist nicht erreichbar.
problem-version_conflict = Es wurde inzwischen anderswo geändert.

# What is wrong with a field
field-time = Die Uhrzeit liegt zwischen 00:00 und 23:59.
field-switch = Das ist an oder aus.
field-number = Das ist eine Zahl von { $least } bis { $most }.
field-range = Von { $least } bis { $most }.
field-channels = Hier ist mindestens ein Kanal außerhalb der App nötig.
field-alert-condition = Wählen Sie, wann er auslöst.
field-alert-cooldownSeconds = Die Wartezeit ist eine ganze Zahl von Sekunden, höchstens ein Tag.
field-alert-expiresAt = Das Ende muss in der Zukunft liegen.
field-alert-note = Eine Notiz hat höchstens 280 Zeichen, und nur solche, die gesendet werden können.
field-alert-rearmPercent = Der Rückweg ist eine Prozentzahl von 0 bis 50.
field-alert-targetPrice = Bei diesem Kurs kann es keinen Alarm geben.
field-preferences-language = Diese Sprache ist nicht bekannt.
field-preferences-lockScreen = Wählen Sie, was der Sperrbildschirm zeigt.
field-preferences-quietHours = Von und bis müssen verschieden sein und zwischen 00:00 und 23:59 liegen.
field-preferences-timeZone = Diese Zeitzone ist nicht bekannt: Schreiben Sie eine wie Europe/Berlin.

# Why an event was rejected
rejection = Abgewiesen mit { $code }: { $why }.
rejection-at = Abgewiesen mit { $code } bei { $field }: { $why }.
rejection-other = es ist nicht lesbar
rejection-bad_json = es ist kein JSON-Objekt
rejection-unknown_type = diese Art von Ereignis gibt es nicht
rejection-missing_field = ein Feld fehlt
rejection-bad_field = ein Feld ist nicht lesbar
rejection-too_large = es ist größer als 32 KiB
rejection-future_timestamp = es geschah mehr als 5 Minuten in der Zukunft

# Numbers that are typed; $ways are numbers, joined by "or"
number-empty = Geben Sie eine Zahl ein.
number-none = Das ist keine Zahl: Schreiben Sie Ziffern wie in { $example }.
number-other-rules = Nach den Regeln für { $language } ist das keine Zahl. Schreiben Sie { $ways }.
number-ambiguous = Das lässt sich auf zwei Arten lesen. Schreiben Sie { $ways }.
number-rules = Zahlen werden wie in dieser Sprache gelesen: { $language }.

# The market
market = Markt
market-last-price = Letzter Kurs:
market-chart-of = Kurs von { $symbol } mit Alarmmarken
market-chart-not-loaded = Der Chart konnte nicht geladen werden. Laden Sie die Seite neu.
market-hint = Ziehen Sie eine Marke, um sie zu verschieben. Ein Doppelklick fügt eine hinzu.
market-zone = Die Uhrzeiten gelten für { $zone }.
market-waiting = Wartet auf Kurse …
market-no-feed = Hier gibt es keine Kurse
market-live = Kurse live
market-stopped = Kurse stehen seit { $time }
market-none = Keine Kurse
market-stale = Die Börse meldet: Die Kurse stehen
market-follow = Folgen
market-follow-hint = Ankündigungen der Börse zu { $symbol }
market-follow-failed = Nicht geändert: { $problem }

# Alerts
alert-add = + Alarm bei Kurs
alert-levels = Alarmmarken
alert-all = Alle Märkte
alert-empty = Noch keine Alarme. Doppelklicken Sie auf den Chart, oder fügen Sie einen hinzu.
alert-state-armed = aktiv
alert-state-waiting = wartet
alert-state-paused = pausiert
alert-state-fired = ausgelöst
alert-state-expired = abgelaufen
alert-state-saving = wird gespeichert
alert-level = Alarmmarke
alert-value = { $condition ->
        [above] über { $price }, { $state }
       *[below] unter { $price }, { $state }
    }
alert-price-label = { $condition ->
        [above] Kurs des Alarms über { $price }
       *[below] Kurs des Alarms unter { $price }
    }
alert-down = Alarm bei { $price } nach unten verschieben
alert-up = Alarm bei { $price } nach oben verschieben
alert-delete = Alarm bei { $price } löschen
alert-pause = Alarm bei { $price } pausieren
alert-resume = Alarm bei { $price } fortsetzen
alert-again = Erneut
alert-again-label = Alarm bei { $price } erneut aktivieren
alert-fired = ausgelöst { $time } bei { $price }
alert-recurring = wiederkehrend, höchstens alle { $span }
alert-once = einmal
alert-until = bis { $time }
alert-reading = Gelesen als { $price }. Enter verschiebt ihn dorthin.
alert-decimals = Kurse haben hier höchstens { $count } Dezimalstellen.
alert-deleted = Alarm bei { $price } gelöscht.
alert-not-created = Der Alarm wurde nicht angelegt: { $problem }
alert-not-restored = Der Alarm wurde nicht wiederhergestellt: { $problem }
alert-not-moved = Nicht auf { $price } verschoben: { $problem }
alert-not-deleted = Nicht gelöscht: { $problem }
alert-not-paused = Nicht pausiert: { $problem }
alert-not-resumed = Nicht fortgesetzt: { $problem }
alert-not-read = Die Alarme konnten nicht gelesen werden: { $problem }
alert-demo-note = Demo: nahe am Kurs, also bald erreicht
alert-demo-failed = Der Demo-Alarm wurde nicht angelegt: { $problem }

# The form of a new alert; $symbol and $zone are elements
new-title = Neuer Alarm für { $symbol }
new-price = Kurs
new-fires = Löst aus
new-by-price = nach dem jetzigen Kurs
new-above = ab
new-below = bis hinab zu
new-percents = Vom jetzigen Kurs aus
new-recurring = Wiederkehrend: immer wieder
new-cooldown = Wartezeit, in s
new-rearm = Kommt zurück um, in %
new-until = Bis (freiwillig, Zeit von { $zone })
new-note = Notiz (freiwillig)
new-create = Alarm anlegen
new-create-at = Alarm bei { $price } anlegen
new-fires-at = { $condition ->
        [above] Löst aus, wenn der Kurs bei { $price } oder darüber liegt.
       *[below] Löst aus, wenn der Kurs bei { $price } oder darunter liegt.
    }
new-no-price = Es ist kein Kurs bekannt: Wählen Sie, wann er auslöst.
new-no-price-at = { $price }. Es ist kein Kurs bekannt: Wählen Sie, wann er auslöst.
new-decimals = Kurse von { $symbol } haben höchstens { $count } Dezimalstellen.

# The rules of levels
level-zero = Eine Marke liegt über null.
level-digits = Eine Marke hat höchstens { $count } Stellen vor dem Komma.
level-factor = Eine Marke liegt höchstens beim Tausendfachen des Kurses von { $price }.
level-twice-title = Diesen Alarm haben Sie schon
level-twice = { $condition ->
        [above] Ein Alarm ab { $price } ist schon aktiv. Ein zweiter würde Ihnen dasselbe zweimal melden.
       *[below] Ein Alarm bis hinab zu { $price } ist schon aktiv. Ein zweiter würde Ihnen dasselbe zweimal melden.
    }
level-twice-yes = Zweimal anlegen
level-far-title = Weit vom Kurs entfernt
level-far = { $condition ->
        [above] Der Alarm würde bei { $price } oder darüber auslösen.
       *[below] Der Alarm würde bei { $price } oder darunter auslösen.
    }
level-far-by = { $direction ->
        [lower] Der Kurs ist { $price }: Das ist { $percent } % darunter.
       *[higher] Der Kurs ist { $price }: Das ist { $percent } % darüber.
    }
level-far-yes = Bei { $price } anlegen

# The alerts on all markets
overview-title = Alarme auf allen Märkten
overview-empty = Auf keinem Markt gibt es einen Alarm.
overview-show = { $symbol } zeigen
overview-delete = Alarm für { $symbol } bei { $price } löschen
overview-deleted = { $symbol }: Der Alarm bei { $price } ist gelöscht.

# What would reach the trader
reach-title = Was Sie erreichen würde
reach-when = Um welche Tageszeit?
reach-time = Tageszeit
reach-table = Kanäle, auf denen ein wichtiges Ereignis Sie erreichen würde
reach-channel = Kanal
reach-now = Jetzt
reach-then = Um { $time }
reach-zone = { $time }, { $zone }
reach-yes = erreicht Sie
reach-no = stumm
reach-summary = Ein wichtiges Ereignis um { $time } würde Sie auf diesen Kanälen erreichen: { $channels }.
reach-silent = Um { $time } würde Sie nur ein kritisches Ereignis wecken.
reach-not-read = Die Erreichbarkeit konnte nicht gelesen werden: { $problem }
devices-title = Geräte
devices-none = Kein Telefon ist registriert, also kann nichts gepusht werden.
devices-remove = Entfernen
devices-remove-label = Gerät { $device } entfernen ({ $platform })
devices-not-removed = Das Gerät wurde nicht entfernt: { $problem }
devices-since = seit { $time }
devices-register = Demo-Telefon registrieren
devices-not-registered = Das Telefon wurde nicht registriert: { $problem }
platform-ios = iPhone
platform-android = Android-Telefon
platform-web = Browser
telegram-title = Telegram
telegram-link = Telegram verknüpfen
telegram-unlink = Trennen
telegram-none = Kein Chat ist verknüpft.
telegram-unclear = Verknüpft, oder für nichts in dieser Klasse gewählt.
telegram-linked = Ein Chat ist verknüpft.
telegram-not-linked = Telegram wurde nicht verknüpft: { $problem }
telegram-not-unlinked = Telegram wurde nicht getrennt: { $problem }
# $bot is a link with the text of telegram-bot, $code a command
telegram-code = Öffnen Sie { $bot } und senden Sie { $code } innerhalb von { $minutes } Minuten.
telegram-bot = den Bot

# The test notification
test-title = Test
test-send = Testmitteilung senden
test-sms = auch per SMS
test-limit = Ein Test ist einmal in 10 Minuten möglich. Versuchen Sie es später noch einmal.
test-not-loaded = Der Test konnte nicht geladen werden. Versuchen Sie es noch einmal.
test-table = Was aus der Testmitteilung wurde
test-accepted = Angenommen
test-seen = Gesehen
test-not-sent = nicht gesendet
test-sending = Wird gesendet …
test-waiting = Gesendet. Wartet auf die Kanäle …
test-unseen = Gesendet. Noch nicht gesehen.
test-not-read = Das Ergebnis konnte nicht gelesen werden: { $problem }
test-refused = Nicht gesendet. { $problem }
# $text is a state with its reason, $result that of the last attempt
test-attempt = { $text } ({ $result } um { $time })

# The timeline
timeline-title = Verlauf
timeline-of = Verlauf: { $notification }
timeline-follow = der neuesten folgen
timeline-empty = Noch ist nichts gekommen. Hier erscheint der Weg der neuesten Mitteilung.
timeline-problem = Über { $id } ist nichts bekannt: { $problem }
timeline-missing = Es gibt keine Mitteilung { $id }.
timeline-chart = Schritte auf einer Zeitachse
timeline-chart-label = Die Schritte auf einer Zeitachse seit dem Ereignis; die Tabelle darunter zeigt dasselbe.
timeline-table = Schritte der Mitteilung
timeline-hop = Schritt
timeline-at = Um
timeline-since = Seit dem Ereignis
timeline-took = Dauer
timeline-result = Ergebnis
timeline-route = Börse → zugeteilt
timeline-occurred = Geschehen
timeline-at-exchange = an der Börse
timeline-routed = Zugeteilt
timeline-from-queue = aus der Queue entnommen
timeline-until = bis { $time }
timeline-socket = { $channel }, Socket { $number }
timeline-try = { $channel }, Versuch { $number }
timeline-ack = Bestätigung
timeline-ack-after = bestätigt { $span }
timeline-no-ack = noch nicht

# Where a notification leads
follow-elsewhere = Das führt zu { $link } in der App der Börse, die nicht Teil dieser Seite ist.
follow-details = Zustellung im Einzelnen

# Signing in
sign-in = Anmelden
sign-in-text = Diese Konsole arbeitet mit dem Token Ihrer Börse. Es bleibt in diesem Tab, bis Sie sich abmelden oder ihn schließen.
sign-in-token = Token
sign-in-no-token = Das ist kein Token: Es hat drei Teile mit Punkten dazwischen.
sign-in-refused = Der Server hat das Token nicht angenommen. Vielleicht ist es abgelaufen.
sign-in-as = Angemeldet als
sign-in-failed = Die Anmeldung als { $trader } ist fehlgeschlagen: Der lokale Server hat nicht geantwortet.
sign-out = Abmelden
sign-out-elsewhere = Sie haben sich in einem anderen Tab abgemeldet.
link-unreadable = Der Link hatte ein unlesbares Token. Es wurde ignoriert.
link-title = Als jemand anderes anmelden?
link-text = Dieser Link meldet Sie als { $trader } an. Sie sind als { $user } angemeldet.
link-warning = Wenn Sie das nicht erwartet haben, bleiben Sie.
link-yes = Als { $trader } anmelden
link-no = { $user } bleiben
leave-title = Nicht gespeicherte Einstellungen
leave-text = { $user } hat geänderte Einstellungen, die nicht gespeichert sind. Sie gingen verloren.
leave-yes = Verwerfen
leave-no = Bleiben

# The demo traders' devices
demo-bot-silent = Der Bot hat nicht geantwortet.
demo-failed = Das Demo-Telefon konnte nicht eingerichtet werden: { $problem }

# The preferences
preferences = Einstellungen
preferences-table = Was Ihnen mitgeteilt wird, und wo
preferences-conflict = Konflikt
preferences-section = Ereignis
preferences-on = An
preferences-always = immer
preferences-always-title = Immer an
preferences-mandatory = Nicht abschaltbar
preferences-sms-title = SMS gibt es nur für P0
preferences-on-label = { $section }: an
preferences-channel-label = { $section } über { $channel }
preferences-option-label = { $section }: { $option }
preferences-discard = Verwerfen
preferences-save = Speichern
preferences-not-read = Nicht lesbar: { $problem }
preferences-account = Wie in Ihrem Konto
preferences-changes = { $count ->
        [one] { $count } nicht gespeicherte Änderung
       *[other] { $count } nicht gespeicherte Änderungen
    }
preferences-not-saved = Nicht gespeichert
preferences-saving = Wird gespeichert …
preferences-saved = Gespeichert als Version { $version }
preferences-saved-with = Gespeichert als Version { $version }, zusammen mit dem, was anderswo geändert wurde: { $places }
preferences-refused = Nicht gespeichert: { $problem }
preferences-refused-at = Nicht gespeichert: { $place }: { $problem }
preferences-shown = Version { $version } wird gezeigt
preferences-zone = { $zone }
preferences-zone-account = { $zone } (die Ihres Kontos)
preferences-zone-browser = { $zone } (die dieses Browsers; Ihr Konto hat vielleicht eine andere)

# Places of the preferences, as a sentence about a conflict names them
place-timeZone = Zeitzone
place-language = Sprache
place-quietHours = Ruhezeit
place-lockScreen = Sperrbildschirm
place-enabled = an
place-channels = Kanäle
place-from = von
place-to = bis
value-none = keine
value-yes = ja
value-no = nein
value-account = wie in Ihrem Konto

# The preferences were changed in two places
conflict-title = Inzwischen anderswo geändert
conflict-text = Ein anderer Tab oder ein anderes Gerät von Ihnen hat Version { $version } gespeichert. Beide haben dies geändert:
conflict-table = Was sich unterscheidet
conflict-setting = Einstellung
conflict-theirs = Dort
conflict-yours = Hier
conflict-take = Die von dort nehmen
conflict-save = Meine darüber speichern
conflict-status = Nicht gespeichert: inzwischen anderswo geändert

# The groups of the preferences; $count sections, of which $off are switched off
group-trades = Handel
group-funds = Guthaben
group-alerts = Alarme
group-security = Sicherheit
group-news = Neues
group-summary = { $off ->
        [0] { $count } Arten, alle an
       *[other] { $count } Arten, { $off } aus
    }

# What a section would send; $language is the name of a language in itself
preview = Vorschau
preview-of = Vorschau: { $section }
preview-examples = Beispiele
preview-hint = Beispiele auf { $language }. Graues wird gesendet, sobald Sie den Kanal wählen.
preview-hint-off = Beispiele auf { $language }. Sie sind jetzt abgeschaltet: Nichts davon wird gesendet.
preview-not-chosen = nicht gewählt
preview-not-loaded = Die Vorschau konnte nicht geladen werden. Versuchen Sie es noch einmal.

# A change after which the trader hears less of what is critical; $lost and $kept are lists of channels
weakening-title = Weniger über Kritisches erfahren?
weakening-notice = Ein Sicherheitshinweis zu dieser Änderung geht an alle Ihre Kontakte.
weakening-yes = Speichern
weakening-no = Nicht speichern
weakening-off = { $section }: aus. Nichts teilt sie Ihnen mehr mit, auch nicht die App.
weakening-in-app = { $section }: nur in der App. Solange diese Seite und die App geschlossen sind, erfahren Sie nichts davon.
weakening-lost = { $section }: nicht mehr über { $lost }. Weiterhin über: { $kept }.
weakening-lowered = { $section }: { $option }: { $after } statt { $before }. Sie erfahren es später.

# Quiet hours and snooze
quiet-hours = Ruhezeit
quiet-hint = Dann unterbricht Sie nur Kritisches. Alles andere wartet auf ihr Ende.
quiet-clock = Ruhezeit auf einer Uhr mit 24 Stunden
quiet-from = Ruhe ab
quiet-to = Ruhe bis
quiet-for = { $span } Ruhe
quiet-field-from = Von
quiet-field-to = Bis
snooze = Pause
snooze-hour = 1 Stunde
snooze-tomorrow = Bis morgen { $time }
snooze-off = Aus
snooze-is-off = Aus. P0 unterbricht immer.
snooze-until = Bis { $time }. P0 unterbricht trotzdem.
snooze-not-changed = Nicht geändert: { $problem }
time-zone = Zeitzone
language-label = Sprache
lock-screen = Sperrbildschirm
lock-screen-full = alles zeigen
lock-screen-redacted = Beträge und Namen verbergen

# The simulator of the exchange
exchange = Börse spielen
simulator-not-loaded = Der Simulator konnte nicht geladen werden. Laden Sie die Seite neu.
exchange-preview = Vorschau aller Texte
exchange-preview-title = Jede Art auf jedem Kanal in jeder Sprache
exchange-send = Ein Ereignis senden
exchange-find = Ereignis suchen
exchange-find-none = Kein Ereignis heißt so.
exchange-happen = Etwas geschehen lassen
exchange-crash = Absturz −20 %
exchange-burst = 500 auf einmal
exchange-drop = Verbindung trennen
exchange-repeat = Das letzte erneut senden
exchange-busy = Lebhafte Börse: viele Geschichten zugleich
exchange-own = Ein Ereignis mit eigenen Daten
exchange-type = Art
exchange-optional = freiwillig
exchange-expires = Läuft ab in
exchange-expires-type = wie seine Art sagt
exchange-publish = Veröffentlichen
exchange-class-0 = kritisch
exchange-class-1 = wichtig
exchange-class-2 = zur Information
exchange-sent = Was gesendet wurde
exchange-sent-list = Zuletzt gesendete Ereignisse
exchange-timeline = Verlauf
exchange-timeline-label = Verlauf von { $id }
exchange-sending = Wird gesendet …
exchange-refused = Abgelehnt: { $problem }
exchange-sent-to = { $type } an { $queues } gesendet
exchange-falls = { $symbol } fällt um 20 % innerhalb von { $seconds } s
exchange-burst-sent = Gesendet: { $counts }
exchange-burst-count = { $count } an { $queue }
exchange-closed = { $count ->
        [one] Der Server hat { $count } Verbindung geschlossen
       *[other] Der Server hat { $count } Verbindungen geschlossen
    }
exchange-repeated = { $id } noch einmal gesendet: Sie dürfen es nur einmal sehen
exchange-pace-busy = Viele Geschichten laufen zugleich
exchange-pace-calm = Eine Geschichte folgt auf die andere

# Faults of the providers; $fault is one of those below
faults = Störungen der Anbieter
faults-provider = Anbieter
faults-kind = Er …
faults-seconds = für, in s
faults-on = Einschalten
faults-off = Alle aus
faults-list = Störungen
faults-none = Alle Anbieter antworten.
faults-unknown = Die Sandbox antwortet nicht.
faults-cleared = Alle Anbieter antworten wieder
faults-set = Ab jetzt für { $span }: { $provider } { $fault }
faults-line = { $provider } { $fault }
faults-for = für { $span }
faults-left = noch { $count }
provider-push = FCM (Push)
provider-telegram = Telegram
fault-hang = hängt (keine Antwort)
fault-500 = antwortet mit 500
fault-429 = drosselt (429)
fault-503_delivered = stellt zu, antwortet aber mit 503
fault-reset = bricht die Verbindung ab
fault-garbage = antwortet Unsinn
fault-unregistered = sagt: nicht registriert
fault-403 = sagt: blockiert (403)
fault-401 = weist unsere Zugangsdaten ab (401)
fault-invalid_argument = sagt: ungültiges Argument

# The trader's devices, as the simulator shows them
phones = Was die Geräte zeigen
phones-problem = Die Geräte können nicht gezeigt werden: Der lokale Server antwortet nicht.
phones-push = Push-Mitteilungen
phones-telegram = Telegram-Nachrichten
phones-mails = E-Mails
phones-bot = Bot der Börse
phones-exchange = Börse
phones-silent = lautlos
phones-no-push = Noch kein Push
phones-no-messages = Noch keine Nachrichten
phones-no-sms = Noch keine SMS. Sie werden gesendet, wenn ein P0 nach 20 s nicht bestätigt ist.
phones-no-mail = Noch keine Mail. Liquidationen und Berichte kommen hierher.
phones-all-mails = ‹ Alle Mails
phones-mail-to = an { $address }
phones-mail = E-Mail: { $subject }

# The inbox. $count is `0` to `100`, or `100+`; of -fold, $of is a symbol or the id of an order
inbox-notifications = Mitteilungen
inbox-bell = { $count ->
        [0] Mitteilungen, alle gelesen
       *[other] Mitteilungen, { $count } ungelesen
    }
inbox-unread-mark = ungelesen
inbox-mark-read = Als gelesen markieren
inbox-mark-unread = Als ungelesen markieren
inbox-mark-all-read = Alle gelesen
inbox-archive = Archivieren
inbox-unarchive = Zurück in den Posteingang
inbox-close = Schließen
inbox-dismiss = Ausblenden
inbox-empty = Noch nichts da
inbox-empty-hint = Was mit Ihren Orders und Positionen geschieht, erscheint hier.
inbox-load-older = Ältere zeigen
inbox-loading = Wird geladen …
inbox-end = Das ist alles
inbox-failed = Das hat nicht geklappt.
inbox-again = Noch einmal
inbox-more = { $count } weitere
inbox-priority-urgent = Dringend
inbox-priority-important = Wichtig
inbox-details = Zustellung im Einzelnen
inbox-filter = Zeigen
inbox-filter-all = Alle
inbox-filter-unread = Ungelesen
inbox-filter-trades = Handel
inbox-filter-funds = Guthaben
inbox-filter-alerts = Alarme
inbox-filter-security = Sicherheit
inbox-filter-news = Neues
inbox-filter-archived = Archiviert
inbox-search = Nach Symbol suchen
inbox-no-match = Nichts Passendes
inbox-fold = { $count } weitere zu { $of }
inbox-side-buy = Kauf
inbox-side-sell = Verkauf
inbox-side-long = Long
inbox-side-short = Short
inbox-result = Ergebnis
inbox-desktop = Mitteilungen des Systems
inbox-sound = Ton
inbox-blocked = Ihr Browser blockiert sie. Erlauben Sie sie in seinen Einstellungen für diese Seite.

# Types whose titles are not always the same
type-contact_changed = Kontakt geändert
type-daily_report = Tagesbericht
type-funding_paid = Funding gezahlt
type-incident = Störung
type-preferences_weakened = Einstellungen abgeschwächt
type-price_feed = Kursversorgung
type-stop_triggered = Stop ausgelöst
type-two_factor_changed = Zwei-Faktor-Authentisierung geändert
type-weekly_pnl_report = Wochenbericht
