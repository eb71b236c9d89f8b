# The Russian texts of the trader's page. The format is in ../README.md; page.en.ftl says what the
# variables are.

# The whole page
page-title = Торговая консоль
skip = Перейти к содержимому
start-failed = Не удалось запустить консоль. Перезагрузите страницу.
cancel = Отмена
close = Закрыть
undo = Вернуть
dismiss = Скрыть
messages-label = Сообщения
problems-label = Проблемы
load-failed = Не удалось загрузить. Попробуйте ещё раз.
loading-alerts = Оповещения загружаются…

# The two places of a local system, and the parts of the app
places-label = Разделы
places-app = Приложение трейдера
places-simulator = Симулятор
jump-label = На этой странице

# What a first visitor reads; $lead and $link are the messages with these endings
welcome-label = С чего начать
welcome-close = Понятно, больше не показывать
welcome = { $lead } Поставьте оповещение на графике и выберите в { $link }, что и где вас застанет.
welcome-lead = Ваши уведомления в реальном времени.
welcome-link = настройках
welcome-app = { $lead } Поставьте оповещение на графике или откройте { $link } и ликвидируйте позицию трейдера.
welcome-app-lead = Приложение трейдера в реальном времени.
welcome-app-link = симулятор
welcome-simulator = { $lead } Отправьте ликвидацию и посмотрите, куда она придёт: сообщением сюда, на телефон и на почту.
welcome-simulator-lead = Вы — биржа.

# The footer; the name of TradingView, Inc. follows
foot-charts = Графики: TradingView Lightweight Charts™, copyright ©
foot-notice = Уведомление
foot-licence = Лицензия

# The connection, in the header
connection-title = Соединение, по которому приходят уведомления
connection-starting = Запуск…
connection-system = Система запускается…
connection-failed = Не запущено
connection-connecting = Подключение…
connection-open = Обновление…
connection-synced = На связи
connection-offline = Нет сети
connection-closed = Вы вышли
connection-waiting = Переподключение…
connection-waiting-for = Переподключение через { $seconds } с
connection-said-synced = Соединение установлено
connection-said-waiting = Соединение потеряно, переподключение
connection-said-offline = Нет подключения к сети

# The theme
theme-auto = Тема: как в системе
theme-light = Тема: светлая
theme-dark = Тема: тёмная

# Times and spans; $days and the like are whole numbers, $number may have a fraction
clock-at = в { $time }
span-ms = { $number } мс
span-s = { $number } с
span-min-s = { $minutes } мин { $seconds } с
span-min = { $minutes } мин
span-h-min = { $hours } ч { $minutes } мин
span-h = { $hours } ч
span-d = { $days } д

# Channels, as they are called in a list and in a sentence
channel-websocket = В приложении
channel-push = Push
channel-telegram = Telegram
channel-email = Почта
channel-sms = SMS

# Why a delivery is in its state
reason-disabled = Вы отключили этот вид.
reason-not_chosen = Вы не выбрали этот канал.
reason-threshold = Значение не ниже заданного вами порога.
reason-min_score = Значение ниже заданного вами минимума.
reason-no_contact = Нет адреса, устройства или чата для отправки.
reason-channel_not_deployed = Система не обслуживает этот канал.
reason-superseded = Более новое событие сделало его неактуальным.
reason-already_notified = Вам недавно сообщили о том же.
reason-over_cap = Лимит этого канала исчерпан.
reason-country_not_allowed = В страну этого номера SMS не отправляются.
reason-quiet_hours = Ждёт окончания тихих часов.
reason-snoozed = Ждёт окончания паузы.
reason-backfill = Это событие из прошлого, только для списка уведомлений.

# Why a channel would not reach the trader
unreachable-no_contact-push = Нет зарегистрированных устройств.
unreachable-no_contact-telegram = Чат Telegram не привязан.
unreachable-no_contact-email = В аккаунте нет адреса почты, или письма возвращались.
unreachable-no_contact-sms = В аккаунте нет номера телефона.
unreachable-not_chosen-push = Push не выбран ни для чего в этом классе.
unreachable-not_chosen-telegram = Telegram не выбран ни для чего в этом классе.
unreachable-not_chosen-email = Почта не выбрана ни для чего в этом классе.
unreachable-not_chosen-sms = SMS только для критических событий.
unreachable-quiet_hours = Тихие часы: уведомление ждало бы их окончания. Критические события всё равно приходят.
unreachable-snoozed = Пауза: уведомление ждало бы её окончания. Критические события всё равно приходят.
unreachable-disabled = Все события этого класса отключены.

# The states of a delivery
state-pending = ожидает
state-deferred = отложено
state-retrying = повторяется
state-acked = подтверждено
state-not_needed = не понадобилось
state-accepted = принято
state-unknown = неизвестно
state-expired = истекло
state-suppressed = подавлено
state-dead_lettered = не доставить
dismissal-dismissal_requested = Запрошено скрытие

# The results of one attempt
result-accepted = принято
result-gone = больше нет
result-refused = отклонено
result-throttled = ограничено
result-timeout = нет ответа
result-error = ошибка
result-routed = распределено

# Where a notification was seen
seen = Просмотрено
seen-websocket = Просмотрено в приложении
seen-push = Просмотрено на телефоне
seen-telegram = Просмотрено в Telegram
seen-email = Просмотрено в почте
seen-sms = Просмотрено по SMS
# $seen is one of these
seen-at = { $seen } в { $time }

# What went wrong, by the code of the server
problem = Не получилось.
problem-bad_type = Локальный сервер принимает только JSON.
problem-busy = Это уже выполняется.
problem-forbidden = Это может сделать только сама консоль.
problem-starting = Система ещё запускается.
problem-bad_field = Одно из значений недопустимо.
problem-bad_json = Сервер не смог прочитать запрос.
problem-disconnected = Соединение прервалось до ответа.
problem-closed = Вы вышли из аккаунта.
problem-internal = На сервере что-то пошло не так. Попробуйте ещё раз.
problem-limit_reached = Достигнут предел. Сначала удалите что-нибудь.
problem-missing_field = Не хватает значения.
problem-not_found = Этого больше не существует.
problem-timeout = Сервер не ответил вовремя.
problem-too_large = Слишком длинно.
problem-too_many_requests = Слишком много запросов за короткое время. Подождите немного.
problem-unauthorized = Сервер не принял токен.
problem-unavailable = Сервер сейчас недоступен.
problem-unknown_action = Сервер не умеет этого.
problem-unreachable = Сервер недоступен.
problem-version_conflict = Тем временем это изменили в другом месте.

# What is wrong with a field
field-time = Время от 00:00 до 23:59.
field-switch = Это включено или выключено.
field-number = Это число от { $least } до { $most }.
field-range = От { $least } до { $most }.
field-channels = Здесь нужен хотя бы один канал вне приложения.
field-alert-condition = Выберите, когда сработает.
field-alert-cooldownSeconds = Пауза — целое число секунд, не больше суток.
field-alert-expiresAt = Окончание должно быть в будущем.
field-alert-note = В заметке не больше 280 символов, и только таких, какие можно отправить.
field-alert-rearmPercent = Возврат — процент от 0 до 50.
field-alert-targetPrice = На этой цене оповещения быть не может.
field-preferences-language = Этот язык неизвестен.
field-preferences-lockScreen = Выберите, что показывает экран блокировки.
field-preferences-quietHours = Начало и конец должны различаться и быть между 00:00 и 23:59.
field-preferences-timeZone = Этот часовой пояс неизвестен: напишите, например, Europe/Berlin.

# Why an event was rejected
rejection = Отклонено с кодом { $code }: { $why }.
rejection-at = Отклонено с кодом { $code }, поле { $field }: { $why }.
rejection-other = не читается
rejection-bad_json = это не объект JSON
rejection-unknown_type = такого типа событий нет
rejection-missing_field = не хватает поля
rejection-bad_field = поле не читается
rejection-too_large = больше 32 КиБ
rejection-future_timestamp = произошло более чем на 5 минут в будущем

# Numbers that are typed; $ways are numbers, joined by "or"
number-empty = Введите число.
number-none = Это не число: пишите цифрами, как { $example }.
number-other-rules = По правилам этого языка ({ $language }) это не число. Напишите { $ways }.
number-ambiguous = Это можно прочитать двояко. Напишите { $ways }.
number-rules = Числа читаются по правилам этого языка: { $language }.

# The market
market = Рынок
market-last-price = Последняя цена:
market-chart-of = Цена { $symbol } с уровнями оповещений
market-chart-not-loaded = Не удалось загрузить график. Перезагрузите страницу.
market-hint = Перетащите уровень, чтобы сдвинуть его. Двойной щелчок добавляет новый.
market-zone = Время указано для { $zone }.
market-waiting = Ожидание цен…
market-no-feed = Цен здесь нет
market-live = Цены поступают
market-stopped = Цены остановились в { $time }
market-none = Цен нет
market-stale = Биржа сообщает: цены остановились
market-follow = Следить
market-follow-hint = Объявления биржи о { $symbol }
market-follow-failed = Не изменено: { $problem }

# Alerts
alert-add = + Оповещение о цене
alert-levels = Уровни оповещений
alert-all = Все рынки
alert-empty = Оповещений пока нет. Дважды щёлкните по графику или добавьте оповещение.
alert-state-armed = активно
alert-state-waiting = ждёт
alert-state-paused = на паузе
alert-state-fired = сработало
alert-state-expired = истекло
alert-state-saving = сохраняется
alert-level = Уровень оповещения
alert-value = { $condition ->
        [above] выше { $price }, { $state }
       *[below] ниже { $price }, { $state }
    }
alert-price-label = { $condition ->
        [above] Цена оповещения выше { $price }
       *[below] Цена оповещения ниже { $price }
    }
alert-down = Сдвинуть оповещение { $price } вниз
alert-up = Сдвинуть оповещение { $price } вверх
alert-delete = Удалить оповещение { $price }
alert-pause = Приостановить оповещение { $price }
alert-resume = Возобновить оповещение { $price }
alert-again = Снова
alert-again-label = Снова включить оповещение { $price }
alert-fired = сработало в { $time } на { $price }
alert-recurring = повторяется, не чаще раза в { $span }
alert-once = один раз
alert-until = до { $time }
alert-reading = Прочитано как { $price }. Enter сдвинет его туда.
alert-decimals = { $count ->
        [one] Здесь у цен не больше { $count } знака после запятой.
        [few] Здесь у цен не больше { $count } знаков после запятой.
       *[other] Здесь у цен не больше { $count } знаков после запятой.
    }
alert-deleted = Оповещение { $price } удалено.
alert-not-created = Оповещение не создано: { $problem }
alert-not-restored = Оповещение не восстановлено: { $problem }
alert-not-moved = Не сдвинуто на { $price }: { $problem }
alert-not-deleted = Не удалено: { $problem }
alert-not-paused = Не приостановлено: { $problem }
alert-not-resumed = Не возобновлено: { $problem }
alert-not-read = Не удалось прочитать оповещения: { $problem }
alert-demo-note = Демо: близко к цене, скоро сработает
alert-demo-failed = Демонстрационное оповещение не создано: { $problem }

# The form of a new alert; $symbol and $zone are elements
new-title = Новое оповещение: { $symbol }
new-price = Цена
new-fires = Срабатывает
new-by-price = по текущей цене
new-above = на уровне или выше
new-below = на уровне или ниже
new-percents = От текущей цены
new-recurring = Повторять: снова и снова
new-cooldown = Пауза, с
new-rearm = Возврат на, %
new-until = До (необязательно, время { $zone })
new-note = Заметка (необязательно)
new-create = Создать оповещение
new-create-at = Создать оповещение на { $price }
new-fires-at = { $condition ->
        [above] Сработает, когда цена будет { $price } или выше.
       *[below] Сработает, когда цена будет { $price } или ниже.
    }
new-no-price = Цена неизвестна: выберите, когда сработает.
new-no-price-at = { $price }. Цена неизвестна: выберите, когда сработает.
new-decimals = { $count ->
        [one] У цен { $symbol } не больше { $count } знака после запятой.
        [few] У цен { $symbol } не больше { $count } знаков после запятой.
       *[other] У цен { $symbol } не больше { $count } знаков после запятой.
    }

# The rules of levels
level-zero = Уровень должен быть выше нуля.
level-digits = У уровня не больше { $count } цифр до запятой.
level-factor = Уровень не больше тысячекратной цены, а цена { $price }.
level-twice-title = Такое оповещение уже есть
level-twice = { $condition ->
        [above] Оповещение на { $price } или выше уже активно. Второе сообщит вам то же самое дважды.
       *[below] Оповещение на { $price } или ниже уже активно. Второе сообщит вам то же самое дважды.
    }
level-twice-yes = Всё равно создать
level-far-title = Далеко от цены
level-far = { $condition ->
        [above] Оповещение сработало бы на { $price } или выше.
       *[below] Оповещение сработало бы на { $price } или ниже.
    }
level-far-by = { $direction ->
        [lower] Цена { $price }: это на { $percent } % ниже.
       *[higher] Цена { $price }: это на { $percent } % выше.
    }
level-far-yes = Создать на { $price }

# The alerts on all markets
overview-title = Оповещения на всех рынках
overview-empty = Ни на одном рынке нет оповещений.
overview-show = Показать { $symbol }
overview-delete = Удалить оповещение { $symbol } на { $price }
overview-deleted = { $symbol }: оповещение на { $price } удалено.

# What would reach the trader
reach-title = Что до вас дойдёт
reach-when = В какое время суток?
reach-time = Время суток
reach-table = Каналы, по которым дойдёт важное событие
reach-channel = Канал
reach-now = Сейчас
reach-then = В { $time }
reach-zone = { $time }, { $zone }
reach-yes = дойдёт
reach-no = тихо
reach-summary = Важное событие в { $time } дойдёт до вас так: { $channels }.
reach-silent = В { $time } вас разбудит только критическое событие.
reach-not-read = Не удалось узнать, что до вас дойдёт: { $problem }
devices-title = Устройства
devices-none = Телефон не зарегистрирован, поэтому push отправить некуда.
devices-remove = Удалить
devices-remove-label = Удалить устройство { $device } ({ $platform })
devices-not-removed = Устройство не удалено: { $problem }
devices-since = с { $time }
devices-register = Зарегистрировать демо-телефон
devices-not-registered = Телефон не зарегистрирован: { $problem }
platform-ios = iPhone
platform-android = Телефон Android
platform-web = Браузер
telegram-title = Telegram
telegram-link = Привязать Telegram
telegram-unlink = Отвязать
telegram-none = Чат не привязан.
telegram-unclear = Привязан или не выбран ни для чего в этом классе.
telegram-linked = Чат привязан.
telegram-not-linked = Telegram не привязан: { $problem }
telegram-not-unlinked = Telegram не отвязан: { $problem }
# $bot is a link with the text of telegram-bot, $code a command
telegram-code = Откройте { $bot } и отправьте { $code } в течение { $minutes } мин.
telegram-bot = бота

# The test notification
test-title = Проверка
test-send = Отправить тестовое уведомление
test-sms = и по SMS
test-limit = Тест можно отправить раз в 10 минут. Попробуйте позже.
test-not-loaded = Не удалось загрузить тест. Попробуйте ещё раз.
test-table = Что стало с тестовым уведомлением
test-accepted = Принято
test-seen = Просмотрено
test-not-sent = не отправлено
test-sending = Отправка…
test-waiting = Отправлено. Ожидание каналов…
test-unseen = Отправлено. Ещё не просмотрено.
test-not-read = Не удалось прочитать результат: { $problem }
test-refused = Не отправлено. { $problem }
# $text is a state with its reason, $result that of the last attempt
test-attempt = { $text } ({ $result } в { $time })

# The timeline
timeline-title = Путь
timeline-of = Путь: { $notification }
timeline-follow = следить за последним
timeline-empty = Пока ничего не пришло. Здесь показан путь последнего уведомления.
timeline-problem = О { $id } ничего не известно: { $problem }
timeline-missing = Уведомления { $id } нет.
timeline-chart = Шаги на оси времени
timeline-chart-label = Шаги на оси времени с момента события; в таблице ниже то же самое.
timeline-table = Шаги уведомления
timeline-hop = Шаг
timeline-at = Время
timeline-since = С момента события
timeline-took = Заняло
timeline-result = Результат
timeline-route = Биржа → распределено
timeline-occurred = Произошло
timeline-at-exchange = на бирже
timeline-routed = Распределено
timeline-from-queue = взято из очереди
timeline-until = до { $time }
timeline-socket = { $channel }, сокет { $number }
timeline-try = { $channel }, попытка { $number }
timeline-ack = Подтверждение
timeline-ack-after = подтв. { $span }
timeline-no-ack = ещё нет

# Where a notification leads
follow-elsewhere = Это ведёт на { $link } в приложении биржи, которое не входит в эту страницу.
follow-details = Подробности доставки

# Signing in
sign-in = Вход
sign-in-text = Консоль работает с токеном вашей биржи. Он хранится в этой вкладке, пока вы не выйдете или не закроете её.
sign-in-token = Токен
sign-in-no-token = Это не токен: в нём три части, разделённые точками.
sign-in-refused = Сервер не принял токен. Возможно, он истёк.
sign-in-as = Вы вошли как
sign-in-failed = Не удалось войти как { $trader }: локальный сервер не ответил.
sign-out = Выйти
sign-out-elsewhere = Вы вышли в другой вкладке.
link-unreadable = В ссылке был нечитаемый токен. Он пропущен.
link-title = Войти под другим именем?
link-text = Эта ссылка выполнит вход как { $trader }. Сейчас вы вошли как { $user }.
link-warning = Если вы этого не ожидали, останьтесь.
link-yes = Войти как { $trader }
link-no = Остаться { $user }
leave-title = Несохранённые настройки
leave-text = { $user }: есть несохранённые изменения настроек. Они будут потеряны.
leave-yes = Не сохранять
leave-no = Остаться

# The demo traders' devices
demo-bot-silent = Бот не ответил.
demo-failed = Не удалось настроить демо-телефон: { $problem }

# The preferences
preferences = Настройки
preferences-table = О чём и где вам сообщают
preferences-conflict = Конфликт
preferences-section = Событие
preferences-on = Вкл.
preferences-always = всегда
preferences-always-title = Всегда включено
preferences-mandatory = Нельзя отключить
preferences-sms-title = SMS только для P0
preferences-on-label = { $section }: включено
preferences-channel-label = { $section }: { $channel }
preferences-option-label = { $section }: { $option }
preferences-discard = Отменить
preferences-save = Сохранить
preferences-not-read = Не удалось прочитать: { $problem }
preferences-account = Как в вашем аккаунте
preferences-changes = { $count ->
        [one] { $count } несохранённое изменение
        [few] { $count } несохранённых изменения
        [many] { $count } несохранённых изменений
       *[other] { $count } несохранённого изменения
    }
preferences-not-saved = Не сохранено
preferences-saving = Сохранение…
preferences-saved = Сохранено, версия { $version }
preferences-saved-with = Сохранено, версия { $version }, вместе с изменённым в другом месте: { $places }
preferences-refused = Не сохранено: { $problem }
preferences-refused-at = Не сохранено: { $place }: { $problem }
preferences-shown = Показана версия { $version }
preferences-zone = { $zone }
preferences-zone-account = { $zone } (из вашего аккаунта)
preferences-zone-browser = { $zone } (из этого браузера; в аккаунте может быть другой)

# Places of the preferences, as a sentence about a conflict names them
place-timeZone = Часовой пояс
place-language = Язык
place-quietHours = Тихие часы
place-lockScreen = Экран блокировки
place-enabled = вкл.
place-channels = каналы
place-from = с
place-to = до
value-none = нет
value-yes = да
value-no = нет
value-account = как в вашем аккаунте

# The preferences were changed in two places
conflict-title = Тем временем изменено в другом месте
conflict-text = Другая ваша вкладка или устройство сохранили версию { $version }. Вы оба изменили это:
conflict-table = Различия
conflict-setting = Настройка
conflict-theirs = Там
conflict-yours = Здесь
conflict-take = Взять оттуда
conflict-save = Сохранить моё поверх
conflict-status = Не сохранено: тем временем изменено в другом месте

# The groups of the preferences; $count sections, of which $off are switched off
group-trades = Торговля
group-funds = Средства
group-alerts = Оповещения
group-security = Безопасность
group-news = Новости
group-summary = { $off ->
        [0] Видов: { $count }, все включены
       *[other] Видов: { $count }, отключено: { $off }
    }

# What a section would send; $language is the name of a language in itself
preview = Пример
preview-of = Пример: { $section }
preview-examples = Примеры
preview-hint = Язык примеров: { $language }. Серое отправляется, если вы выберете канал.
preview-hint-off = Язык примеров: { $language }. Сейчас они отключены: ничего из этого не отправляется.
preview-not-chosen = не выбрано
preview-not-loaded = Не удалось загрузить примеры. Попробуйте ещё раз.

# A change after which the trader hears less of what is critical; $lost and $kept are lists of channels
weakening-title = Меньше сообщений о критическом?
weakening-notice = Уведомление безопасности об этом изменении придёт на все ваши контакты.
weakening-yes = Сохранить
weakening-no = Не сохранять
weakening-off = { $section }: отключено. Об этом не сообщит ничто, даже приложение.
weakening-in-app = { $section }: только в приложении. Пока закрыты эта страница и приложение, вам ничто не сообщит.
weakening-lost = { $section }: больше не через { $lost }. По-прежнему: { $kept }.
weakening-lowered = { $section }: { $option }: { $after } вместо { $before }. Вам сообщат позже.

# Quiet hours and snooze
quiet-hours = Тихие часы
quiet-hint = В это время вас беспокоит только критическое. Остальное ждёт их окончания.
quiet-clock = Тихие часы на циферблате в 24 часа
quiet-from = Тишина с
quiet-to = Тишина до
quiet-for = тишина { $span }
quiet-field-from = С
quiet-field-to = До
snooze = Пауза
snooze-hour = 1 час
snooze-tomorrow = До завтра, { $time }
snooze-off = Выключить
snooze-is-off = Выключена. P0 приходит всегда.
snooze-until = До { $time }. P0 всё равно приходит.
snooze-not-changed = Не изменено: { $problem }
time-zone = Часовой пояс
language-label = Язык
lock-screen = Экран блокировки
lock-screen-full = показывать всё
lock-screen-redacted = скрывать суммы и имена

# The simulator of the exchange
exchange = Сыграйте роль биржи
simulator-not-loaded = Не удалось загрузить симулятор. Перезагрузите страницу.
exchange-preview = Просмотр всех текстов
exchange-preview-title = Каждый тип, каждый канал, каждый язык
exchange-send = Отправить событие
exchange-find = Найти событие
exchange-find-none = Событий с таким названием нет.
exchange-happen = Пусть что-нибудь случится
exchange-crash = Обвал −20 %
exchange-burst = Сразу 500 событий
exchange-drop = Разорвать соединение
exchange-repeat = Отправить последнее ещё раз
exchange-busy = Оживлённая биржа: много историй сразу
exchange-own = Событие с вашими данными
exchange-type = Тип
exchange-optional = необязательно
exchange-expires = Истекает через
exchange-expires-type = как задано типом
exchange-publish = Опубликовать
exchange-class-0 = критические
exchange-class-1 = важные
exchange-class-2 = информационные
exchange-sent = Что отправлено
exchange-sent-list = Последние отправленные события
exchange-timeline = Путь
exchange-timeline-label = Путь { $id }
exchange-sending = Отправка…
exchange-refused = Отклонено: { $problem }
exchange-sent-to = { $type } отправлено в { $queues }
exchange-falls = { $symbol } падает на 20 % за { $seconds } с
exchange-burst-sent = Отправлено: { $counts }
exchange-burst-count = { $count } в { $queue }
exchange-closed = { $count ->
        [one] Сервер закрыл { $count } соединение
        [few] Сервер закрыл { $count } соединения
       *[other] Сервер закрыл { $count } соединений
    }
exchange-repeated = { $id } отправлено ещё раз: вы должны увидеть его один раз
exchange-pace-busy = Идёт много историй сразу
exchange-pace-calm = Истории идут одна за другой

# Faults of the providers; $fault is one of those below
faults = Сбои провайдеров
faults-provider = Провайдер
faults-kind = Что делает
faults-seconds = сколько, с
faults-on = Включить
faults-off = Отключить все
faults-list = Сбои
faults-none = Все провайдеры отвечают.
faults-unknown = Тестовая среда не отвечает.
faults-cleared = Все провайдеры снова отвечают
faults-set = С этого момента на { $span }: { $provider } { $fault }
faults-line = { $provider } { $fault }
faults-for = на { $span }
faults-left = осталось { $count }
provider-push = FCM (push)
provider-telegram = Telegram
fault-hang = зависает (нет ответа)
fault-500 = отвечает 500
fault-429 = ограничивает (429)
fault-503_delivered = доставляет, но отвечает 503
fault-reset = обрывает соединение
fault-garbage = отвечает бессмыслицей
fault-unregistered = отвечает: не зарегистрировано
fault-403 = отвечает: заблокировано (403)
fault-401 = не принимает наши учётные данные (401)
fault-invalid_argument = отвечает: неверный аргумент

# The trader's devices, as the simulator shows them
phones = Что показывают устройства
phones-problem = Устройства не показать: локальный сервер не отвечает.
phones-push = Push-уведомления
phones-telegram = Сообщения Telegram
phones-mails = Письма
phones-bot = Бот биржи
phones-exchange = Биржа
phones-silent = без звука
phones-no-push = Пока нет push
phones-no-messages = Пока нет сообщений
phones-no-sms = Пока нет SMS. Они отправляются, если P0 никто не подтвердил за 20 с.
phones-no-mail = Писем пока нет. Сюда приходят ликвидации и отчёты.
phones-all-mails = ‹ Все письма
phones-mail-to = кому: { $address }
phones-mail = Письмо: { $subject }

# The inbox. $count is `0` to `100`, or `100+`; of -fold, $of is a symbol or the id of an order
inbox-notifications = Уведомления
inbox-bell = { $count ->
        [0] Уведомления, непрочитанных нет
        [one] Уведомления, { $count } непрочитанное
        [few] Уведомления, { $count } непрочитанных
       *[other] Уведомления, { $count } непрочитанных
    }
inbox-unread-mark = непрочитанное
inbox-mark-read = Отметить как прочитанное
inbox-mark-unread = Отметить как непрочитанное
inbox-mark-all-read = Прочитать все
inbox-archive = Архивировать
inbox-unarchive = Вернуть во входящие
inbox-close = Закрыть
inbox-dismiss = Скрыть
inbox-empty = Пока ничего нет
inbox-empty-hint = Здесь появится то, что происходит с вашими ордерами и позициями.
inbox-load-older = Показать более ранние
inbox-loading = Загрузка…
inbox-end = Это всё
inbox-failed = Не получилось.
inbox-again = Повторить
inbox-more = ещё { $count }
inbox-priority-urgent = Срочно
inbox-priority-important = Важно
inbox-details = Подробности доставки
inbox-filter = Показать
inbox-filter-all = Все
inbox-filter-unread = Непрочитанные
inbox-filter-trades = Торговля
inbox-filter-funds = Средства
inbox-filter-alerts = Оповещения
inbox-filter-security = Безопасность
inbox-filter-news = Новости
inbox-filter-archived = Архив
inbox-search = Поиск по символу
inbox-no-match = Ничего не найдено
inbox-fold = ещё { $count } по { $of }
inbox-side-buy = Покупка
inbox-side-sell = Продажа
inbox-side-long = Лонг
inbox-side-short = Шорт
inbox-result = Результат
inbox-desktop = Уведомления на рабочем столе
inbox-sound = Звук
inbox-blocked = Браузер их блокирует. Разрешите их в его настройках для этой страницы.

# Types whose titles are not always the same
type-contact_changed = Контакт изменён
type-daily_report = Дневной отчёт
type-funding_paid = Фандинг выплачен
type-incident = Сбой
type-preferences_weakened = Уведомления сокращены
type-price_feed = Поступление цен
type-stop_triggered = Стоп сработал
type-two_factor_changed = Двухфакторная аутентификация изменена
type-weekly_pnl_report = Недельный отчёт
