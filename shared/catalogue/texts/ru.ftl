# The Russian texts. The format is in ../README.md; en.ftl says what the variables are.

# The language
language-name = Русский
language-direction = ltr

# Dates: $day, $month, $year, $day2, $month2
date = { $day2 }.{ $month2 }.{ $year }

# $date, $time, $zone
date-time = { $date } { $time } { zone }

# $zone
zone = { $zone ->
        [MSK] МСК
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
        [absent] Ничего актуального
       *[present] { $counts }
    }
    .title = { $size ->
        [one] { $size } уведомление за тихие часы
        [few] { $size } уведомления за тихие часы
       *[many] { $size } уведомлений за тихие часы
    }
    .short = { $counts ->
        [absent] Ничего актуального
       *[present] { $counts }
    }
    .sms = { $size ->
        [one] { $size } уведомление за тихие часы
        [few] { $size } уведомления за тихие часы
       *[many] { $size } уведомлений за тихие часы
    }: { $counts ->
        [absent] ничего актуального
       *[present] { $counts }
    }
    .expired = { $expired ->
        [one] Ещё { $expired } уведомление устарело
        [few] Ещё { $expired } уведомления устарели
       *[many] Ещё { $expired } уведомлений устарело
    }
    .count = { $count ->
        [one] { $count } сводка
        [few] { $count } сводки
       *[many] { $count } сводок
    }

# Merged notifications: $size, $groups, $others, $expired; .group: $counted, $subject; .count: $count
merged_notifications = { $others ->
        [0] { $groups }
       *[other] { $groups } и ещё { $others }
    }
    .title = { $size ->
        [1] Ещё { $size } уведомление
        [one] { $size } уведомление за короткое время
        [few] { $size } уведомления за короткое время
       *[many] { $size } уведомлений за короткое время
    }
    .short = { $others ->
        [0] { $groups }
       *[other] { $groups } и ещё { $others }
    }
    .sms = { $others ->
        [0] { $groups }
       *[other] { $groups } и ещё { $others }
    }
    .expired = { $expired ->
        [one] Ещё { $expired } уведомление устарело
        [few] Ещё { $expired } уведомления устарели
       *[many] Ещё { $expired } уведомлений устарело
    }
    .group = { $counted } ({ $subject })
    .count = { $count ->
        [one] { $count } сводка
        [few] { $count } сводки
       *[many] { $count } сводок
    }

# The frame of an e-mail: $code
email-greeting = Здравствуйте!
email-footer = Какие уведомления получать по почте, вы выбираете в настройках уведомлений.
email-unsubscribe = Отписаться от таких писем
email-open = Открыть в приложении
email-ack = Отметить как просмотренное
email-support = Помощь и поддержка
anti-phishing = Ваш антифишинговый код: { $code }

# Pushes
push-redacted = Откройте приложение, чтобы прочитать.
    .title = Новое уведомление
push-ack = Просмотрено

# The sections of the preferences; .in-sentence is a nominative, after a colon
section-liquidation = Ликвидации
    .in-sentence = ликвидации
section-liquidationWarning = Маржин-коллы
    .in-sentence = маржин-коллы
    .thresholdPercent = Уведомлять при уровне маржи ниже (%)
    .repeat = Повторять, пока не увидено
section-orderFilled = Исполненные ордера
    .in-sentence = исполненные ордера
section-priceAlert = Ценовые оповещения
    .in-sentence = ценовые оповещения
section-partialFill = Частичные исполнения
    .in-sentence = частичные исполнения
section-deposit = Депозиты
    .in-sentence = депозиты
section-newListing = Новые листинги
    .in-sentence = новые листинги
    .minScore = Минимальная оценка
section-weeklyReport = Еженедельный отчёт
    .in-sentence = еженедельные отчёты
section-dailyReport = Ежедневный отчёт
    .in-sentence = ежедневные отчёты
    .time = Время отправки
section-referral = Реферальные вознаграждения
    .in-sentence = реферальные вознаграждения
section-orderClosed = Отменённые и отклонённые ордера
    .in-sentence = отменённые и отклонённые ордера
section-stopTriggered = Сработавшие стоп-ордера
    .in-sentence = сработавшие стоп-ордера
section-funding = Комиссии за финансирование
    .in-sentence = комиссии за финансирование
section-withdrawal = Вывод средств и переводы
    .in-sentence = вывод средств и переводы
section-p2p = P2P-сделки
    .in-sentence = P2P-сделки
section-card = Оплата картой
    .in-sentence = оплата картой
section-copyTrading = Копитрейдинг
    .in-sentence = копитрейдинг
section-earn = Продукты Earn
    .in-sentence = продукты Earn
section-trading = Экспирация контрактов
    .in-sentence = экспирация контрактов
section-market = Приостановка торгов и технические работы
    .in-sentence = приостановка торгов и технические работы
section-account = Верификация и комиссии
    .in-sentence = верификация и комиссии
section-reports = Выписки и налоговые отчёты
    .in-sentence = выписки и налоговые отчёты
section-news = Объявления
    .in-sentence = объявления

# The replies of the Telegram bot: $account, $elsewhere
telegram-ask-linked = Чат привязан к аккаунту { $account } на 24 часа.{ $elsewhere ->
        [yes] { " " }Внимание: этот чат уже привязан к другому аккаунту.
       *[no] { "" }
    } Уведомления этого аккаунта приходят сюда. Это ваш аккаунт? Ответьте ДА, чтобы сохранить привязку, или НЕТ, чтобы отменить её. Если ссылку вам прислал кто-то другой, ответьте НЕТ.
telegram-ask-moved = Уведомления аккаунта { $account } приходят в другой чат.{ $elsewhere ->
        [yes] { " " }Внимание: этот чат уже привязан к другому аккаунту.
       *[no] { "" }
    } Это ваш аккаунт, и вы хотите получать его уведомления здесь? Ответьте ДА в течение 24 часов или НЕТ. Если ссылку вам прислал кто-то другой, ответьте НЕТ.
telegram-linked = Чат привязан к аккаунту { $account }. Теперь уведомления будут приходить сюда. Чтобы отключить их, отправьте /stop.
telegram-bad-code = Код недействителен или устарел. Откройте приложение биржи и привяжите Telegram ещё раз.
telegram-unlinked = Уведомления больше не будут приходить сюда.
telegram-nothing-to-confirm = Подтверждать здесь нечего.
telegram-how-to = Чтобы получать уведомления здесь, откройте приложение биржи и привяжите Telegram в настройках. Чтобы отключить их, отправьте /stop.
telegram-try-again = Не получилось. Повторите попытку через минуту.
telegram-yes = Да, это мой аккаунт
telegram-no = Нет
telegram-yes-words = да д ага ок yes y ok /yes /confirm
telegram-no-words = нет н no n /no

# The ack of a notification in a Telegram chat, and the other commands of the bot: $channel, $time, $until,
# $channels, $from, $to, $zone
telegram-seen = Просмотрено
telegram-seen-on = { $channel ->
        [websocket] Просмотрено в приложении в { $time }
        [push] Просмотрено через push в { $time }
        [telegram] Просмотрено в Telegram в { $time }
        [email] Просмотрено по эл. почте в { $time }
       *[sms] Просмотрено по SMS в { $time }
    }
telegram-ok-words = ok ок окей видел видела просмотрено понял поняла
telegram-nothing-to-ack = Здесь нечего отмечать как просмотренное.
telegram-snoozed = Пауза до { $until }. До этого времени будут приходить только самые срочные уведомления. Чтобы завершить паузу, отправьте /snooze off.
telegram-snooze-ended = Пауза завершена. Уведомления снова приходят как обычно.
telegram-snooze-usage = Отправьте /snooze 2h, /snooze 30m или /snooze off. Пауза длится не больше 7 дней.
telegram-reachable = Каналы, по которым приходят уведомления: { $channels }
telegram-quiet-hours = Тихие часы: с { $from } до { $to } ({ $zone })
telegram-quiet-off = Тихие часы: выключены
telegram-quiet-usage = Отправьте /quiet 23:00 07:00 или /quiet off. Время указывается в вашем часовом поясе.

# The name of a channel in a list: $channel
channel-name = { $channel ->
        [websocket] приложение
        [push] push
        [telegram] Telegram
        [email] эл. почта
       *[sms] SMS
    }

# The pages of the unsubscribe link
unsubscribe-ask = После отписки такие письма больше не будут приходить. Остальные уведомления останутся без изменений.
    .title = Отписка от писем
    .button = Отписаться
unsubscribe-done = Такие письма больше не будут приходить. Снова включить их можно в настройках.
    .title = Вы отписались
unsubscribe-ended = Настройки не изменились. Отключить эти письма можно в настройках уведомлений в приложении.
    .title = Срок действия ссылки истёк
unsubscribe-outdated = После отправки этого письма вы снова включили уведомления по почте, поэтому настройки не изменились. Отключить их можно в настройках уведомлений в приложении.
    .title = Ссылка устарела
unsubscribe-mandatory = Они предупреждают об убытках и изменениях в вашем аккаунте. Настройки не изменились.
    .title = Эти письма нельзя отключить здесь

# The page of the link that marks a notification as seen
ack-ask = Так мы узнаем, что вы его просмотрели, и сможем больше о нём не напоминать.
    .title = Вы просмотрели это уведомление?
    .button = Отметить как просмотренное
ack-done = Уведомление отмечено как просмотренное
ack-ended = Откройте приложение, чтобы посмотреть уведомления.
    .title = Ссылка больше не действует
ack-failed = Не получилось. Попробуйте ещё раз.
ack-no-script = Для этой страницы нужен JavaScript. Уведомление можно открыть и в приложении.

# The event types; their variables are the fields in ../events/

position_liquidated = Ваш { $side ->
        [long] лонг
       *[short] шорт
    } { $quantity } { $symbol } ликвидирован по цене { $liquidation_price }
    .title = Позиция ликвидирована
    .subject = Позиция ликвидирована: { $symbol }
    .short = Ваш { $side ->
        [long] лонг
       *[short] шорт
    } { $quantity } ликвидирован по цене { $liquidation_price }
    .sms = Ликвидация: { $side ->
        [long] лонг
       *[short] шорт
    } { $quantity } { $symbol } по цене { $liquidation_price }
    .count = { $count ->
        [one] { $count } ликвидация
        [few] { $count } ликвидации
       *[many] { $count } ликвидаций
    }
    .realized_pnl = Реализованный PnL
    .realized_pnl-sms = PnL
    .position_id = Позиция
    .client_order_id = Клиентский ID ордера

margin_call = { $symbol ->
        [absent] Уровень маржи вашего аккаунта: { $margin_ratio_percent }% (ликвидация при 100%)
       *[present] Уровень маржи по { $symbol }: { $margin_ratio_percent }% (ликвидация при 100%)
    }
    .title = Маржин-колл
    .subject = { $symbol ->
        [absent] Маржин-колл: ваш аккаунт
       *[present] Маржин-колл: { $symbol }
    }
    .short = Уровень маржи: { $margin_ratio_percent }% (ликвидация при 100%)
    .sms = { $symbol ->
        [absent] Маржин-колл: уровень маржи аккаунта { $margin_ratio_percent }% (ликвидация при 100%)
       *[present] Маржин-колл: { $symbol }, уровень маржи { $margin_ratio_percent }% (ликвидация при 100%)
    }
    .count = { $count ->
        [one] { $count } маржин-колл
        [few] { $count } маржин-колла
       *[many] { $count } маржин-коллов
    }
    .liquidation_price = Цена ликвидации
    .liquidation_price-sms = Цена ликв.
    .mark_price = Цена маркировки
    .mark_price-sms = Маркировка
    .position_id = Позиция

order_filled = { $side ->
        [buy] Куплено
       *[sell] Продано
    } { $quantity } { $symbol } по цене { $price }
    .title = Ордер исполнен
    .subject = Ордер исполнен: { $symbol }
    .short = { $side ->
        [buy] Куплено
       *[sell] Продано
    } { $quantity } по цене { $price }
    .sms = Ордер исполнен: { $side ->
        [buy] куплено
       *[sell] продано
    } { $quantity } { $symbol } по цене { $price }
    .count = { $count ->
        [one] { $count } исполненный ордер
        [few] { $count } исполненных ордера
       *[many] { $count } исполненных ордеров
    }
    .fee = { SIGN($fee) ->
        [negative] Ребейт
       *[other] Комиссия
    }
    .fee-sms = { SIGN($fee) ->
        [negative] Ребейт
       *[other] Комиссия
    }
    .order_id = Ордер
    .client_order_id = Клиентский ID ордера

price_alert = Цена { $symbol }: { $current_price } (ваше оповещение: { $condition ->
        [above] выше
       *[below] ниже
    } { $target_price })
    .title = Ценовое оповещение
    .subject = Ценовое оповещение: { $symbol }
    .short = Текущая цена: { $current_price } (ваше оповещение: { $condition ->
        [above] выше
       *[below] ниже
    } { $target_price })
    .sms = Ценовое оповещение: { $symbol } { $current_price } ({ $condition ->
        [above] выше
       *[below] ниже
    } { $target_price })
    .count = { $count ->
        [one] { $count } ценовое оповещение
        [few] { $count } ценовых оповещения
       *[many] { $count } ценовых оповещений
    }
    .note = Ваша заметка
    .note-sms = Заметка

price_feed = { $state ->
        [stale] Нет котировок по { $symbol } с { $last_tick_at }
       *[resumed] Котировки по { $symbol } снова поступают
    }
    .title = { $state ->
        [stale] Котировки не поступают
       *[resumed] Котировки снова поступают
    }
    .subject = { $state ->
        [stale] Котировки не поступают: { $symbol }
       *[resumed] Котировки снова поступают: { $symbol }
    }
    .short = { $state ->
        [stale] Нет котировок с { $last_tick_at }
       *[resumed] Поступление котировок возобновлено
    }
    .sms = { $state ->
        [stale] Нет котировок по { $symbol } с { $last_tick_at }: ваши оповещения пока не сработают
       *[resumed] Котировки по { $symbol } снова поступают: ваши оповещения опять работают
    }
    .more = { $state ->
        [stale] Пока котировок нет, ваши оповещения по этому инструменту не сработают
       *[resumed] Ваши оповещения по этому инструменту опять работают
    }
    .count = { $count ->
        [one] { $count } сообщение о котировках
        [few] { $count } сообщения о котировках
       *[many] { $count } сообщений о котировках
    }

order_partially_filled = { $side ->
        [buy] Куплено
       *[sell] Продано
    } { $filled_quantity } { $symbol } по цене { $price }
    .title = Ордер частично исполнен
    .subject = Ордер частично исполнен: { $symbol }
    .short = { $side ->
        [buy] Куплено
       *[sell] Продано
    } { $filled_quantity } по цене { $price }
    .sms = Частично исполнен: { $side ->
        [buy] куплено
       *[sell] продано
    } { $filled_quantity } { $symbol } по цене { $price }
    .count = { $count ->
        [one] { $count } частичное исполнение
        [few] { $count } частичных исполнения
       *[many] { $count } частичных исполнений
    }
    .remaining_quantity = Осталось исполнить
    .remaining_quantity-sms = Осталось
    .order_id = Ордер
    .client_order_id = Клиентский ID ордера

deposit_credited = На ваш счёт зачислено { $amount }
    .title = Депозит зачислен
    .subject = Депозит зачислен: { $amount }
    .short = Средства уже на вашем счёте
    .sms = Депозит зачислен: { $amount }
    .count = { $count ->
        [one] { $count } депозит
        [few] { $count } депозита
       *[many] { $count } депозитов
    }
    .network = Сеть
    .tx_id = Транзакция
    .deposit_id = Депозит

new_listing = { $name ->
        [absent] Новый листинг: { $symbol }, оценка { $score }
       *[present] Новый листинг: { $name } ({ $symbol }), оценка { $score }
    }
    .title = Новый листинг
    .subject = Новый листинг: { $symbol }
    .short = { $name ->
        [absent] Оценка { $score }
       *[present] { $name }, оценка { $score }
    }
    .sms = { $name ->
        [absent] Новый листинг: { $symbol }, оценка { $score }
       *[present] Новый листинг: { $name } ({ $symbol }), оценка { $score }
    }
    .count = { $count ->
        [one] { $count } новый листинг
        [few] { $count } новых листинга
       *[many] { $count } новых листингов
    }
    .trading_starts_at = Начало торгов
    .trading_starts_at-sms = Начало торгов

weekly_pnl_report = Реализованный PnL: { $realized_pnl }
    .title = Отчёт за { WEEK($week) }-ю неделю { YEAR($week) } года
    .short = Реализованный PnL: { $realized_pnl }
    .sms = Неделя { WEEK($week) }/{ YEAR($week) }: реализованный PnL { $realized_pnl }
    .count = { $count ->
        [one] { $count } отчёт
        [few] { $count } отчёта
       *[many] { $count } отчётов
    }
    .unrealized_pnl = Нереализованный PnL
    .unrealized_pnl-sms = Нереализованный
    .trades = Сделки
    .trades-sms = Сделки
    .volume = Объём

# $counts
daily_report = { $counts ->
        [absent] Активности не было
       *[present] { $counts }
    }
    .title = Отчёт за { $day }
    .short = { $counts ->
        [absent] Активности не было
       *[present] { $counts }
    }
    .sms = { $day }: { $counts ->
        [absent] активности не было
       *[present] { $counts }
    }
    .count = { $count ->
        [one] { $count } отчёт
        [few] { $count } отчёта
       *[many] { $count } отчётов
    }
    .realized_pnl = Реализованный PnL
    .realized_pnl-sms = PnL
    .unrealized_pnl = Нереализованный PnL
    .unrealized_pnl-sms = Нереализованный

referral_accrued = Вам начислено { $amount } за рефералов
    .title = Реферальное вознаграждение
    .subject = Реферальное вознаграждение: { $amount }
    .short = Начислено за ваших рефералов
    .sms = Реферальное вознаграждение: { $amount }
    .count = { $count ->
        [one] { $count } реферальное вознаграждение
        [few] { $count } реферальных вознаграждения
       *[many] { $count } реферальных вознаграждений
    }
    .referral_count = Ваши рефералы
    .accrual_id = Начисление

contact_changed = { $change ->
        [added] { $kind ->
            [email] К вашему аккаунту привязан адрес электронной почты
            [phone] К вашему аккаунту привязан номер телефона
            [telegram] К вашему аккаунту привязан чат Telegram
           *[device] К вашему аккаунту привязано устройство
        }
        [removed] { $kind ->
            [email] От вашего аккаунта отвязан адрес электронной почты
            [phone] От вашего аккаунта отвязан номер телефона
            [telegram] От вашего аккаунта отвязан чат Telegram
           *[device] От вашего аккаунта отвязано устройство
        }
        [moved] { $kind ->
            [email] Ваш адрес электронной почты теперь привязан к другому аккаунту
            [phone] Ваш номер телефона теперь привязан к другому аккаунту
            [telegram] Ваш чат Telegram теперь привязан к другому аккаунту
           *[device] Ваше устройство теперь привязано к другому аккаунту
        }
       *[absent] { $kind ->
            [email] В вашем аккаунте изменён адрес электронной почты
            [phone] В вашем аккаунте изменён номер телефона
            [telegram] В вашем аккаунте изменён чат Telegram
           *[device] В вашем аккаунте изменено устройство
        }
    }
    .title = Уведомление о безопасности
    .subject = { $kind ->
        [email] Безопасность: адрес электронной почты
        [phone] Безопасность: номер телефона
        [telegram] Безопасность: чат Telegram
       *[device] Безопасность: устройство
    }
    .short = { $change ->
        [added] { $kind ->
            [email] К вашему аккаунту привязан адрес электронной почты
            [phone] К вашему аккаунту привязан номер телефона
            [telegram] К вашему аккаунту привязан чат Telegram
           *[device] К вашему аккаунту привязано устройство
        }
        [removed] { $kind ->
            [email] От вашего аккаунта отвязан адрес электронной почты
            [phone] От вашего аккаунта отвязан номер телефона
            [telegram] От вашего аккаунта отвязан чат Telegram
           *[device] От вашего аккаунта отвязано устройство
        }
        [moved] { $kind ->
            [email] Ваш адрес электронной почты теперь привязан к другому аккаунту
            [phone] Ваш номер телефона теперь привязан к другому аккаунту
            [telegram] Ваш чат Telegram теперь привязан к другому аккаунту
           *[device] Ваше устройство теперь привязано к другому аккаунту
        }
       *[absent] { $kind ->
            [email] В вашем аккаунте изменён адрес электронной почты
            [phone] В вашем аккаунте изменён номер телефона
            [telegram] В вашем аккаунте изменён чат Telegram
           *[device] В вашем аккаунте изменено устройство
        }
    }
    .sms = Безопасность: { $change ->
        [added] { $kind ->
            [email] к аккаунту привязан email
            [phone] к аккаунту привязан номер телефона
            [telegram] к аккаунту привязан чат Telegram
           *[device] к аккаунту привязано устройство
        }
        [removed] { $kind ->
            [email] от аккаунта отвязан email
            [phone] от аккаунта отвязан номер телефона
            [telegram] от аккаунта отвязан чат Telegram
           *[device] от аккаунта отвязано устройство
        }
        [moved] { $kind ->
            [email] ваш email привязан к другому аккаунту
            [phone] ваш номер телефона привязан к другому аккаунту
            [telegram] ваш чат Telegram привязан к другому аккаунту
           *[device] ваше устройство привязано к другому аккаунту
        }
       *[absent] { $kind ->
            [email] в аккаунте изменён email
            [phone] в аккаунте изменён номер телефона
            [telegram] в аккаунте изменён чат Telegram
           *[device] в аккаунте изменено устройство
        }
    }. Если это не вы, срочно примите меры в приложении
    .more = Если это были не вы, немедленно защитите свой аккаунт
    .count = { $count ->
        [one] { $count } уведомление о безопасности
        [few] { $count } уведомления о безопасности
       *[many] { $count } уведомлений о безопасности
    }
    .new_masked = Контакт

# $section is the .in-sentence of its section
preferences_weakened = Объём ваших уведомлений сокращён: { $section }
    .title = Уведомление о безопасности
    .subject = Безопасность: настройки уведомлений
    .short = Объём ваших уведомлений сокращён: { $section }
    .sms = Безопасность: объём ваших уведомлений сокращён ({ $section })
    .more = Если это были не вы, немедленно защитите свой аккаунт
    .count = { $count ->
        [one] { $count } уведомление о безопасности
        [few] { $count } уведомления о безопасности
       *[many] { $count } уведомлений о безопасности
    }

position_partially_liquidated = Ваш { $side ->
        [long] лонг
       *[short] шорт
    } по { $symbol } частично ликвидирован: { $quantity } по цене { $price }
    .title = Позиция частично ликвидирована
    .subject = Позиция частично ликвидирована: { $symbol }
    .short = Ваш { $side ->
        [long] лонг
       *[short] шорт
    } частично ликвидирован: { $quantity } по цене { $price }
    .sms = Частичная ликвидация: { $side ->
        [long] лонг
       *[short] шорт
    } { $quantity } { $symbol } по цене { $price }
    .count = { $count ->
        [one] { $count } частичная ликвидация
        [few] { $count } частичные ликвидации
       *[many] { $count } частичных ликвидаций
    }
    .position_id = Позиция
    .remaining_quantity = Осталось открыто
    .remaining_quantity-sms = Осталось
    .realized_pnl = Реализованный PnL
    .realized_pnl-sms = PnL
    .client_order_id = Клиентский ID ордера

# ADL is auto-deleveraging
position_reduced = Ваш { $side ->
        [long] лонг
       *[short] шорт
    } по { $symbol } сокращён в результате автоматического делевериджа (ADL): { $quantity } по цене { $price }
    .title = Позиция сокращена (ADL)
    .subject = Позиция сокращена (ADL): { $symbol }
    .short = В результате автоматического делевериджа закрыта часть вашего { $side ->
        [long] лонга
       *[short] шорта
    }: { $quantity } по цене { $price }
    .sms = Сокращение по ADL: { $side ->
        [long] лонг
       *[short] шорт
    } { $quantity } { $symbol } по цене { $price }
    .count = { $count ->
        [one] { $count } сокращение по ADL
        [few] { $count } сокращения по ADL
       *[many] { $count } сокращений по ADL
    }
    .position_id = Позиция
    .remaining_quantity = Осталось открыто
    .remaining_quantity-sms = Осталось
    .realized_pnl = Реализованный PnL
    .realized_pnl-sms = PnL
    .client_order_id = Клиентский ID ордера

# It ends a margin call
margin_restored = { $symbol ->
        [absent] Уровень маржи вашего аккаунта восстановлен: { $margin_ratio_percent }%
       *[present] Уровень маржи по { $symbol } восстановлен: { $margin_ratio_percent }%
    }
    .title = Маржа восстановлена
    .subject = { $symbol ->
        [absent] Маржа восстановлена: ваш аккаунт
       *[present] Маржа восстановлена: { $symbol }
    }
    .short = Уровень маржи снова в норме: { $margin_ratio_percent }%
    .sms = { $symbol ->
        [absent] Маржа аккаунта восстановлена: { $margin_ratio_percent }%
       *[present] Маржа по { $symbol } восстановлена: { $margin_ratio_percent }%
    }
    .count = { $count ->
        [one] { $count } восстановление маржи
        [few] { $count } восстановления маржи
       *[many] { $count } восстановлений маржи
    }
    .position_id = Позиция

loan_ltv_warning = LTV вашего займа (отношение долга к залогу): { $ltv_percent }%
    .title = Высокий LTV займа
    .subject = Высокий LTV займа: { $ltv_percent }%
    .short = Ваш заём близок к ликвидации
    .sms = Высокий LTV займа: { $ltv_percent }%, добавьте залог или погасите долг
    .more = Чтобы избежать ликвидации, добавьте залог или погасите долг
    .count = { $count ->
        [one] { $count } предупреждение об LTV
        [few] { $count } предупреждения об LTV
       *[many] { $count } предупреждений об LTV
    }
    .loan_id = Заём
    .liquidation_ltv_percent = LTV ликвидации (%)
    .liquidation_ltv_percent-sms = LTV ликв. (%)
    .collateral_asset = Залог

# $amount is the collateral that was sold
loan_liquidated = Ликвидирован залог по вашему займу: { $amount }
    .title = Ликвидация займа
    .subject = Ликвидация займа: { $amount }
    .short = Залог продан в счёт погашения займа
    .sms = Ликвидация займа: продан залог { $amount }
    .count = { $count ->
        [one] { $count } ликвидация займа
        [few] { $count } ликвидации займа
       *[many] { $count } ликвидаций займа
    }
    .loan_id = Заём
    .price = Цена
    .price-sms = Цена

order_cancelled = { $by ->
        [user] Вы отменили ордер по { $symbol }
       *[system] Биржа отменила ваш ордер по { $symbol }
    }
    .title = Ордер отменён
    .subject = Ордер отменён: { $symbol }
    .short = { $by ->
        [user] Вы отменили ордер
       *[system] Биржа отменила ваш ордер
    }
    .sms = { $by ->
        [user] Ордер отменён: { $symbol }
       *[system] Ордер отменён биржей: { $symbol }
    }
    .count = { $count ->
        [one] { $count } отменённый ордер
        [few] { $count } отменённых ордера
       *[many] { $count } отменённых ордеров
    }
    .order_id = Ордер
    .reason = Причина
    .remaining_quantity = Не исполнено
    .remaining_quantity-sms = Не исполнено

order_rejected = Ваш ордер по { $symbol } отклонён
    .title = Ордер отклонён
    .subject = Ордер отклонён: { $symbol }
    .short = Ваш ордер не размещён
    .sms = Ордер отклонён: { $symbol }
    .count = { $count ->
        [one] { $count } отклонённый ордер
        [few] { $count } отклонённых ордера
       *[many] { $count } отклонённых ордеров
    }
    .order_id = Ордер
    .reason = Причина
    .reason-sms = Причина

stop_triggered = { $kind ->
        [take_profit] Ваш тейк-профит
        [trailing] Ваш трейлинг-стоп
       *[stop] Ваш стоп-ордер
    } на { $side ->
        [buy] покупку
       *[sell] продажу
    } { $symbol } сработал по цене { $stop_price }
    .title = { $kind ->
        [take_profit] Тейк-профит сработал
        [trailing] Трейлинг-стоп сработал
       *[stop] Стоп-ордер сработал
    }
    .subject = { $kind ->
        [take_profit] Тейк-профит сработал: { $symbol }
        [trailing] Трейлинг-стоп сработал: { $symbol }
       *[stop] Стоп-ордер сработал: { $symbol }
    }
    .short = Ваш ордер на { $side ->
        [buy] покупку
       *[sell] продажу
    } сработал по цене { $stop_price }
    .sms = { $kind ->
        [take_profit] Тейк-профит сработал
        [trailing] Трейлинг-стоп сработал
       *[stop] Стоп-ордер сработал
    }: { $side ->
        [buy] покупка
       *[sell] продажа
    } { $symbol } по цене { $stop_price }
    .count = { $count ->
        [one] { $count } сработавший стоп-ордер
        [few] { $count } сработавших стоп-ордера
       *[many] { $count } сработавших стоп-ордеров
    }
    .order_id = Ордер
    .quantity = Количество
    .quantity-sms = Количество
    .client_order_id = Клиентский ID ордера

funding_paid = { SIGN($amount) ->
        [negative] Списана комиссия за финансирование по { $symbol }: { ABS($amount) }
       *[other] Получена комиссия за финансирование по { $symbol }: { $amount }
    }
    .title = { SIGN($amount) ->
        [negative] Комиссия за финансирование списана
       *[other] Комиссия за финансирование получена
    }
    .subject = { SIGN($amount) ->
        [negative] Комиссия за финансирование списана: { $symbol }
       *[other] Комиссия за финансирование получена: { $symbol }
    }
    .short = { SIGN($amount) ->
        [negative] Списано { ABS($amount) }
       *[other] Получено { $amount }
    }
    .sms = { SIGN($amount) ->
        [negative] Комиссия за финансирование списана: { ABS($amount) } по { $symbol }
       *[other] Комиссия за финансирование получена: { $amount } по { $symbol }
    }
    .count = { $count ->
        [one] { $count } комиссия за финансирование
        [few] { $count } комиссии за финансирование
       *[many] { $count } комиссий за финансирование
    }
    .rate = Ставка финансирования (%)
    .position_id = Позиция

deposit_detected = Депозит { $amount } обнаружен, но ещё не зачислен
    .title = Депозит обнаружен
    .subject = Депозит обнаружен: { $amount }
    .short = Средства будут зачислены после подтверждения
    .sms = Депозит обнаружен: { $amount }, ещё не зачислен
    .count = { $count ->
        [one] { $count } обнаруженный депозит
        [few] { $count } обнаруженных депозита
       *[many] { $count } обнаруженных депозитов
    }
    .deposit_id = Депозит
    .network = Сеть
    .tx_id = Транзакция
    .confirmations = Подтверждения
    .confirmations_needed = Нужно подтверждений

withdrawal_confirmation_needed = Вывод { $amount } ожидает вашего подтверждения
    .title = Подтвердите вывод
    .subject = Подтвердите вывод: { $amount }
    .short = Вывод ожидает вашего подтверждения
    .sms = Подтвердите в приложении вывод { $amount }. Если это не вы, не подтверждайте вывод и защитите аккаунт
    .more = Если это были не вы, не подтверждайте вывод и немедленно защитите свой аккаунт
    .count = { $count ->
        [one] { $count } неподтверждённый вывод
        [few] { $count } неподтверждённых вывода
       *[many] { $count } неподтверждённых выводов
    }
    .withdrawal_id = Вывод
    .address_short = На адрес
    .address_short-sms = На адрес
    .network = Сеть

withdrawal_requested = Запрошен вывод { $amount }
    .title = Запрос на вывод
    .subject = Запрос на вывод: { $amount }
    .short = Запрос создан в вашем аккаунте
    .sms = Запрос на вывод: { $amount }. Если это не вы, срочно примите меры в приложении
    .more = Если это были не вы, немедленно защитите свой аккаунт
    .count = { $count ->
        [one] { $count } запрос на вывод
        [few] { $count } запроса на вывод
       *[many] { $count } запросов на вывод
    }
    .withdrawal_id = Вывод
    .address_short = На адрес
    .address_short-sms = На адрес
    .network = Сеть
    .available_at = Отправка не ранее

withdrawal_sent = Вывод { $amount } отправлен
    .title = Вывод отправлен
    .subject = Вывод отправлен: { $amount }
    .short = Средства уже в пути
    .sms = Вывод отправлен: { $amount }
    .count = { $count ->
        [one] { $count } отправленный вывод
        [few] { $count } отправленных вывода
       *[many] { $count } отправленных выводов
    }
    .withdrawal_id = Вывод
    .tx_id = Транзакция
    .network = Сеть

withdrawal_completed = Вывод { $amount } завершён
    .title = Вывод завершён
    .subject = Вывод завершён: { $amount }
    .short = Транзакция подтверждена в сети
    .sms = Вывод завершён: { $amount }
    .count = { $count ->
        [one] { $count } завершённый вывод
        [few] { $count } завершённых вывода
       *[many] { $count } завершённых выводов
    }
    .withdrawal_id = Вывод
    .tx_id = Транзакция
    .network = Сеть

withdrawal_failed = Вывод { $amount } не выполнен
    .title = Вывод не выполнен
    .subject = Вывод не выполнен: { $amount }
    .short = Не удалось завершить вывод
    .sms = Вывод не выполнен: { $amount }
    .count = { $count ->
        [one] { $count } невыполненный вывод
        [few] { $count } невыполненных вывода
       *[many] { $count } невыполненных выводов
    }
    .withdrawal_id = Вывод
    .reason = Причина
    .reason-sms = Причина

# $from_account and $to_account are names such as Spot
transfer_completed = Переведено { $amount } со счёта { $from_account } на счёт { $to_account }
    .title = Перевод выполнен
    .subject = Перевод выполнен: { $amount }
    .short = Со счёта { $from_account } на счёт { $to_account }
    .sms = Перевод выполнен: { $amount } со счёта { $from_account } на счёт { $to_account }
    .count = { $count ->
        [one] { $count } перевод
        [few] { $count } перевода
       *[many] { $count } переводов
    }
    .transfer_id = Перевод

login_from_new_device = Вход в ваш аккаунт с нового устройства: { $device }
    .title = Вход с нового устройства
    .short = Вход в ваш аккаунт: { $device }
    .sms = Вход с нового устройства: { $device }. Если это не вы, срочно примите меры в приложении
    .more = Если это были не вы, немедленно защитите свой аккаунт
    .count = { $count ->
        [one] { $count } вход с нового устройства
        [few] { $count } входа с новых устройств
       *[many] { $count } входов с новых устройств
    }
    .country = Страна
    .country-sms = Страна
    .city = Город
    .city-sms = Город
    .ip_masked = IP-адрес

password_changed = Пароль вашего аккаунта изменён
    .title = Пароль изменён
    .short = Пароль вашего аккаунта изменён
    .sms = Пароль аккаунта изменён. Если это не вы, срочно примите меры в приложении
    .more = Если это были не вы, немедленно защитите свой аккаунт
    .count = { $count ->
        [one] { $count } смена пароля
        [few] { $count } смены пароля
       *[many] { $count } смен пароля
    }
    .device = Устройство
    .device-sms = Устройство
    .country = Страна
    .country-sms = Страна

two_factor_changed = { $change ->
        [enabled] Двухфакторная аутентификация вашего аккаунта включена
        [disabled] Двухфакторная аутентификация вашего аккаунта отключена
       *[replaced] Двухфакторная аутентификация вашего аккаунта изменена
    }
    .title = { $change ->
        [enabled] Двухфакторная аутентификация включена
        [disabled] Двухфакторная аутентификация отключена
       *[replaced] Двухфакторная аутентификация изменена
    }
    .short = { $change ->
        [enabled] Теперь она обязательна для вашего аккаунта
        [disabled] Она больше не защищает ваш аккаунт
       *[replaced] Теперь для вашего аккаунта используется другой способ
    }
    .sms = { $change ->
        [enabled] 2FA вашего аккаунта включена
        [disabled] 2FA вашего аккаунта отключена
       *[replaced] 2FA вашего аккаунта изменена
    }. Если это не вы, срочно примите меры в приложении
    .more = Если это были не вы, немедленно защитите свой аккаунт
    .count = { $count ->
        [one] { $count } изменение 2FA
        [few] { $count } изменения 2FA
       *[many] { $count } изменений 2FA
    }
    .method = Способ
    .method-sms = Способ

api_key_created = В вашем аккаунте создан новый API-ключ
    .title = Создан API-ключ
    .short = В вашем аккаунте создан новый API-ключ
    .sms = В вашем аккаунте создан новый API-ключ. Если это не вы, срочно примите меры в приложении
    .more = Если это были не вы, немедленно защитите свой аккаунт
    .count = { $count ->
        [one] { $count } новый API-ключ
        [few] { $count } новых API-ключа
       *[many] { $count } новых API-ключей
    }
    .label = Название
    .label-sms = Название
    .permissions = Разрешения

withdrawal_address_added = В ваш аккаунт добавлен адрес для вывода { $asset }
    .title = Добавлен адрес для вывода
    .subject = Добавлен адрес для вывода: { $asset }
    .short = В ваш аккаунт добавлен адрес для вывода
    .sms = Добавлен адрес для вывода { $asset }. Если это не вы, срочно примите меры в приложении
    .more = Если это были не вы, немедленно защитите свой аккаунт
    .count = { $count ->
        [one] { $count } новый адрес для вывода
        [few] { $count } новых адреса для вывода
       *[many] { $count } новых адресов для вывода
    }
    .label = Название
    .label-sms = Название
    .address_short = Адрес
    .address_short-sms = Адрес
    .usable_from = Доступен с

account_frozen = Ваш аккаунт заморожен
    .title = Аккаунт заморожен
    .short = Биржа заморозила ваш аккаунт
    .sms = Ваш аккаунт заморожен. Если вы этого не ожидали, обратитесь в поддержку
    .more = Если вы этого не ожидали, сразу обратитесь в поддержку
    .count = { $count ->
        [one] { $count } заморозка аккаунта
        [few] { $count } заморозки аккаунта
       *[many] { $count } заморозок аккаунта
    }
    .freeze_id = Номер кейса
    .reason = Причина
    .reason-sms = Причина
    .until = Заморожен до

p2p_payment_marked = Платёж { $amount } по вашей P2P-сделке отмечен как отправленный
    .title = P2P-платёж отмечен как отправленный
    .subject = P2P-платёж отмечен как отправленный: { $amount }
    .short = Проверьте, поступили ли деньги
    .sms = P2P-платёж { $amount } отмечен как отправленный. Отпускайте криптовалюту только после поступления денег
    .more = Отпускайте криптовалюту только после поступления денег
    .count = { $count ->
        [one] { $count } P2P-платёж
        [few] { $count } P2P-платежа
       *[many] { $count } P2P-платежей
    }
    .trade_id = Сделка
    .counterparty = Контрагент
    .counterparty-sms = Контрагент

p2p_dispute_opened = По вашей P2P-сделке открыт спор
    .title = Открыт спор по P2P-сделке
    .short = По вашей P2P-сделке открыт спор
    .sms = По вашей P2P-сделке открыт спор, ответьте в приложении
    .more = Ответьте в приложении
    .count = { $count ->
        [one] { $count } спор по P2P-сделке
        [few] { $count } спора по P2P-сделкам
       *[many] { $count } споров по P2P-сделкам
    }
    .trade_id = Сделка
    .reason = Причина

card_authorised = Оплата картой одобрена: { $amount }, { $merchant }
    .title = Оплата картой одобрена
    .subject = Оплата картой одобрена: { $amount }
    .short = Получатель: { $merchant }
    .sms = Оплата картой одобрена: { $amount }, { $merchant }
    .count = { $count ->
        [one] { $count } оплата картой
        [few] { $count } оплаты картой
       *[many] { $count } оплат картой
    }
    .authorisation_id = Платёж

card_declined = Оплата картой отклонена: { $amount }, { $merchant }
    .title = Оплата картой отклонена
    .subject = Оплата картой отклонена: { $amount }
    .short = Получатель: { $merchant }
    .sms = Оплата картой отклонена: { $amount }, { $merchant }
    .count = { $count ->
        [one] { $count } отклонённая оплата картой
        [few] { $count } отклонённые оплаты картой
       *[many] { $count } отклонённых оплат картой
    }
    .authorisation_id = Платёж
    .reason = Причина
    .reason-sms = Причина

copy_stopped = Вы больше не копируете трейдера { $leader }
    .title = Копитрейдинг остановлен
    .subject = Копитрейдинг остановлен: { $leader }
    .short = Вы больше не копируете этого трейдера
    .sms = Копитрейдинг остановлен: { $leader }
    .count = { $count ->
        [one] { $count } остановка копитрейдинга
        [few] { $count } остановки копитрейдинга
       *[many] { $count } остановок копитрейдинга
    }
    .reason = Причина
    .realized_pnl = Реализованный PnL
    .realized_pnl-sms = PnL

# $amount is free again
earn_matured = Срок вашего продукта Earn завершён, снова доступно: { $amount }
    .title = Срок продукта Earn завершён
    .subject = Срок продукта Earn завершён: { $amount }
    .short = Средства снова доступны
    .sms = Срок продукта Earn завершён, снова доступно: { $amount }
    .count = { $count ->
        [one] { $count } завершённый продукт Earn
        [few] { $count } завершённых продукта Earn
       *[many] { $count } завершённых продуктов Earn
    }
    .product_id = Продукт
    .reward = Вознаграждение
    .reward-sms = Вознаграждение

contract_expiring = Контракт { $symbol } истекает { $expires_at }
    .title = Скоро экспирация контракта
    .subject = Скоро экспирация контракта: { $symbol }
    .short = Контракт истекает { $expires_at }
    .sms = Скоро экспирация контракта: { $symbol }, { $expires_at }
    .count = { $count ->
        [one] { $count } истекающий контракт
        [few] { $count } истекающих контракта
       *[many] { $count } истекающих контрактов
    }
    .settlement_price = Ожидаемая расчётная цена
    .settlement_price-sms = Расчётная цена

trading_halted = Торги по { $symbol } приостановлены
    .title = Торги приостановлены
    .subject = Торги приостановлены: { $symbol }
    .short = Ордера временно не исполняются
    .sms = Торги приостановлены: { $symbol }
    .count = { $count ->
        [one] { $count } приостановка торгов
        [few] { $count } приостановки торгов
       *[many] { $count } приостановок торгов
    }
    .reason = Причина
    .until = Ожидаемое возобновление
    .until-sms = Возобновление

trading_resumed = Торги по { $symbol } возобновлены
    .title = Торги возобновлены
    .subject = Торги возобновлены: { $symbol }
    .short = Ордера снова исполняются
    .sms = Торги возобновлены: { $symbol }
    .count = { $count ->
        [one] { $count } возобновление торгов
        [few] { $count } возобновления торгов
       *[many] { $count } возобновлений торгов
    }

delisting = Делистинг { $symbol }: торги завершатся { $trading_ends_at }
    .title = Делистинг
    .subject = Делистинг: { $symbol }
    .short = Торги завершатся { $trading_ends_at }
    .sms = Делистинг { $symbol }: торги завершатся { $trading_ends_at }
    .count = { $count ->
        [one] { $count } делистинг
        [few] { $count } делистинга
       *[many] { $count } делистингов
    }
    .withdrawals_end_at = Вывод доступен до

margin_requirements_changed = Требования к марже по { $symbol } изменятся { $effective_at }
    .title = Изменение требований к марже
    .subject = Изменение требований к марже: { $symbol }
    .short = Требования изменятся { $effective_at }
    .sms = Требования к марже по { $symbol } изменятся { $effective_at }
    .count = { $count ->
        [one] { $count } изменение требований к марже
        [few] { $count } изменения требований к марже
       *[many] { $count } изменений требований к марже
    }
    .old_percent = Прежняя поддерживающая маржа (%)
    .old_percent-sms = Было (%)
    .new_percent = Новая поддерживающая маржа (%)
    .new_percent-sms = Станет (%)

maintenance = Технические работы запланированы с { $starts_at } до { $ends_at }
    .title = Плановые технические работы
    .short = С { $starts_at } до { $ends_at }
    .sms = Технические работы с { $starts_at } до { $ends_at }
    .count = { $count ->
        [one] { $count } уведомление о технических работах
        [few] { $count } уведомления о технических работах
       *[many] { $count } уведомлений о технических работах
    }
    .scope = Затронуто

# $title and $body are the exchange's own texts
incident = { $title }: { $body }
    .title = { $state ->
        [open] Инцидент
        [update] Обновление по инциденту
       *[resolved] Инцидент устранён
    }
    .subject = { $state ->
        [open] Инцидент: { $title }
        [update] Обновление по инциденту: { $title }
       *[resolved] Инцидент устранён: { $title }
    }
    .short = { $body }
    .sms = { $state ->
        [open] Инцидент: { $title }
        [update] Обновление по инциденту: { $title }
       *[resolved] Инцидент устранён: { $title }
    }
    .count = { $count ->
        [one] { $count } сообщение об инцидентах
        [few] { $count } сообщения об инцидентах
       *[many] { $count } сообщений об инцидентах
    }
    .incident_id = Инцидент

# $title and $body are the exchange's own texts
announcement = { $title }: { $body }
    .title = Объявление
    .subject = { $title }
    .short = { $body }
    .sms = Объявление: { $title }
    .count = { $count ->
        [one] { $count } объявление
        [few] { $count } объявления
       *[many] { $count } объявлений
    }
    .link = Подробнее

kyc_approved = Ваша личность подтверждена
    .title = Личность подтверждена
    .short = Вы прошли верификацию
    .sms = Ваша личность подтверждена
    .count = { $count ->
        [one] { $count } пройденная верификация
        [few] { $count } пройденные верификации
       *[many] { $count } пройденных верификаций
    }
    .case_id = Заявка

kyc_action_needed = Для верификации личности требуются ваши действия
    .title = Верификация: требуются действия
    .short = Верификация личности не завершена
    .sms = Завершите верификацию личности в приложении
    .more = Завершите верификацию в приложении
    .count = { $count ->
        [one] { $count } запрос по верификации
        [few] { $count } запроса по верификации
       *[many] { $count } запросов по верификации
    }
    .case_id = Заявка
    .reason = Причина
    .due_by = Выполнить до

source_of_funds_needed = Необходимо подтвердить источник ваших средств
    .title = Подтвердите источник средств
    .short = Необходимо подтвердить источник ваших средств
    .sms = Подтвердите источник средств в приложении
    .more = Отправьте подтверждение в приложении
    .count = { $count ->
        [one] { $count } запрос об источнике средств
        [few] { $count } запроса об источнике средств
       *[many] { $count } запросов об источнике средств
    }
    .case_id = Запрос
    .due_by = Предоставить до

fee_tier_changed = Ваш новый уровень комиссий: { $tier }
    .title = Уровень комиссий изменён
    .subject = Уровень комиссий изменён: { $tier }
    .short = К вашим сделкам применяются новые комиссии
    .sms = Ваш новый уровень комиссий: { $tier }
    .count = { $count ->
        [one] { $count } изменение уровня комиссий
        [few] { $count } изменения уровня комиссий
       *[many] { $count } изменений уровня комиссий
    }
    .maker_fee_percent = Комиссия мейкера (%)
    .maker_fee_percent-sms = Мейкер (%)
    .taker_fee_percent = Комиссия тейкера (%)
    .taker_fee_percent-sms = Тейкер (%)

# $period is a text such as 2026-10
statement_ready = Выписка по вашему счёту за период { $period } готова
    .title = Выписка по счёту готова
    .subject = Выписка по счёту готова: { $period }
    .short = Её можно скачать в приложении
    .sms = Выписка по счёту готова: { $period }
    .count = { $count ->
        [one] { $count } выписка по счёту
        [few] { $count } выписки по счёту
       *[many] { $count } выписок по счёту
    }

# $period is a text such as 2026
tax_report_ready = Ваш налоговый отчёт за период { $period } готов
    .title = Налоговый отчёт готов
    .subject = Налоговый отчёт готов: { $period }
    .short = Его можно скачать в приложении
    .sms = Налоговый отчёт готов: { $period }
    .count = { $count ->
        [one] { $count } налоговый отчёт
        [few] { $count } налоговых отчёта
       *[many] { $count } налоговых отчётов
    }

# A test of the channels
delivery_test = Это тест: уведомления приходят сюда
    .title = Тестовое уведомление
    .short = Ваши уведомления приходят сюда
    .sms = Это тест: ваши уведомления приходят сюда
    .count = { $count ->
        [one] { $count } тестовое уведомление
        [few] { $count } тестовых уведомления
       *[many] { $count } тестовых уведомлений
    }

staking_reward = Вознаграждение за стейкинг: { $amount }
    .title = Награда за стейкинг
    .subject = Награда за стейкинг: { $amount }
    .short = Начислено за стейкинг
    .sms = Стейкинг: { $amount }
    .count = { $count ->
        [one] { $count } награда за стейкинг
        [few] { $count } награды за стейкинг
       *[many] { $count } наград за стейкинг
    }
    .apr_percent = Годовая ставка (%)
    .reward_id = Награда
