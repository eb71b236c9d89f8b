# The Spanish texts. The format is in ../README.md; en.ftl says what the variables are.

# The language
language-name = Español
language-direction = ltr

# Dates: $day, $month, $year, $day2, $month2
date = { $day } { $month ->
        [1] ene
        [2] feb
        [3] mar
        [4] abr
        [5] may
        [6] jun
        [7] jul
        [8] ago
        [9] sept
        [10] oct
        [11] nov
       *[12] dic
    } { $year }

# $date, $time, $zone
date-time = { $date }, { $time } { zone }

# $zone
zone = { $zone }

# Lists and sentences
list-separator = { ", " }
sentence-separator = { ". " }
sentence-end = { "." }

# $label, $value
detail = { $label }: { $value }

# The summary of quiet hours: $size, $counts, $expired, $count
quiet_hours_summary = { $counts ->
        [absent] Nada que siga siendo de interés
       *[present] { $counts }
    }
    .title = { $size ->
        [one] { $size } notificación en horas de silencio
        [many] { $size } de notificaciones en horas de silencio
       *[other] { $size } notificaciones en horas de silencio
    }
    .short = { $counts ->
        [absent] Nada que siga siendo de interés
       *[present] { $counts }
    }
    .sms = { $size ->
        [one] { $size } notificacion en horas de silencio
        [many] { $size } de notificaciones en horas de silencio
       *[other] { $size } notificaciones en horas de silencio
    }: { $counts ->
        [absent] nada que siga siendo relevante
       *[present] { $counts }
    }
    .expired = { $expired ->
        [one] { $expired } más ha caducado
       *[other] { $expired } más han caducado
    }
    .count = { $count ->
        [one] { $count } resumen
        [many] { $count } de resúmenes
       *[other] { $count } resúmenes
    }

# Merged notifications: $size, $groups, $others, $expired; .group: $counted, $subject; .count: $count
merged_notifications = { $others ->
        [0] { $groups }
       *[other] { $groups } y { $others } más
    }
    .title = { $size ->
        [one] { $size } notificación más
        [many] { $size } de notificaciones en poco tiempo
       *[other] { $size } notificaciones en poco tiempo
    }
    .short = { $others ->
        [0] { $groups }
       *[other] { $groups } y { $others } más
    }
    .sms = { $others ->
        [0] { $groups }
       *[other] { $groups } y { $others } mas
    }
    .expired = { $expired ->
        [one] { $expired } más ha caducado
       *[other] { $expired } más han caducado
    }
    .group = { $counted } en { $subject }
    .count = { $count ->
        [one] { $count } resumen
        [many] { $count } de resúmenes
       *[other] { $count } resúmenes
    }

# The frame of an e-mail: $code
email-greeting = Hola:
email-footer = Elige qué mensajes quieres recibir por correo electrónico en la configuración de notificaciones.
email-unsubscribe = Dejar de recibir este tipo de correos
email-open = Abrir en la app
email-ack = Marcar como vista
email-support = Ayuda y soporte
anti-phishing = Tu código antiphishing: { $code }

# Pushes
push-redacted = Abre la app para verla.
    .title = Nueva notificación
push-ack = Vista

# The sections of the preferences; .in-sentence stands after "de"
section-liquidation = Liquidaciones
    .in-sentence = liquidaciones
section-liquidationWarning = Llamadas de margen
    .in-sentence = llamadas de margen
    .thresholdPercent = Avisar con un ratio de margen inferior a (%)
    .repeat = Repetir hasta que se vea
section-orderFilled = Órdenes ejecutadas
    .in-sentence = órdenes ejecutadas
section-priceAlert = Alertas de precio
    .in-sentence = alertas de precio
section-partialFill = Ejecuciones parciales
    .in-sentence = ejecuciones parciales
section-deposit = Depósitos
    .in-sentence = depósitos
section-newListing = Nuevos listados
    .in-sentence = nuevos listados
    .minScore = Puntuación mínima
section-weeklyReport = Informe semanal
    .in-sentence = informes semanales
section-dailyReport = Informe diario
    .in-sentence = informes diarios
    .time = Hora
section-referral = Recompensas por referidos
    .in-sentence = recompensas por referidos
section-orderClosed = Órdenes canceladas y rechazadas
    .in-sentence = órdenes canceladas y rechazadas
section-stopTriggered = Órdenes stop activadas
    .in-sentence = órdenes stop activadas
section-funding = Pagos de financiación
    .in-sentence = pagos de financiación
section-withdrawal = Retiros y transferencias
    .in-sentence = retiros y transferencias
section-p2p = Operaciones P2P
    .in-sentence = operaciones P2P
section-card = Pagos con tarjeta
    .in-sentence = pagos con tarjeta
section-copyTrading = Copy trading
    .in-sentence = copy trading
section-earn = Productos Earn
    .in-sentence = productos Earn
section-trading = Contratos próximos a vencer
    .in-sentence = contratos próximos a vencer
section-market = Suspensiones de trading y mantenimiento
    .in-sentence = suspensiones de trading y mantenimiento
section-account = Verificación y comisiones
    .in-sentence = verificación y comisiones
section-reports = Extractos de cuenta e informes fiscales
    .in-sentence = extractos de cuenta e informes fiscales
section-news = Anuncios
    .in-sentence = anuncios

# The replies of the Telegram bot: $account, $elsewhere
telegram-ask-linked = Chat vinculado a la cuenta { $account } durante 24 horas.{ $elsewhere ->
        [yes] { " " }Atención: este chat ya está vinculado a otra cuenta.
       *[no] { "" }
    } Aquí recibirás las notificaciones de esa cuenta. ¿Es tu cuenta? Responde SÍ para mantener la vinculación o NO para cancelarla. Si otra persona te ha enviado el enlace, responde NO.
telegram-ask-moved = Las notificaciones de la cuenta { $account } se envían a otro chat.{ $elsewhere ->
        [yes] { " " }Atención: este chat ya está vinculado a otra cuenta.
       *[no] { "" }
    } ¿Es tu cuenta y quieres recibirlas aquí? Responde SÍ en las próximas 24 horas, o NO. Si otra persona te ha enviado el enlace, responde NO.
telegram-linked = Chat vinculado a la cuenta { $account }. A partir de ahora recibirás aquí tus notificaciones. Para dejar de recibirlas, envía /stop.
telegram-bad-code = Este código no es válido o ha caducado. Abre la app del exchange y vuelve a vincular Telegram.
telegram-unlinked = Ya no recibirás notificaciones aquí.
telegram-nothing-to-confirm = Aquí no hay nada que confirmar.
telegram-how-to = Para recibir aquí tus notificaciones, abre la app del exchange y vincula Telegram en la configuración. Para dejar de recibirlas, envía /stop.
telegram-try-again = No ha funcionado. Inténtalo de nuevo en un minuto.
telegram-yes = Sí, es mía
telegram-no = No
telegram-yes-words = sí si s vale yes y ok /si /yes /confirm
telegram-no-words = no n /no

# The ack of a notification in a Telegram chat, and the other commands of the bot: $channel, $time, $until,
# $channels, $from, $to, $zone
telegram-seen = Visto
telegram-seen-on = { $channel ->
        [websocket] Visto en la app a las { $time }
        [push] Visto en la notificación push a las { $time }
        [telegram] Visto en Telegram a las { $time }
        [email] Visto en el correo electrónico a las { $time }
       *[sms] Visto en el SMS a las { $time }
    }
telegram-ok-words = ok okay vale visto vista
telegram-nothing-to-ack = Aquí no hay nada que marcar como visto.
telegram-snoozed = En pausa hasta el { $until }. Hasta entonces solo recibirás las notificaciones más urgentes. Para terminar la pausa, envía /snooze off.
telegram-snooze-ended = La pausa ha terminado. Recibirás tus notificaciones como siempre.
telegram-snooze-usage = Envía /snooze 2h, /snooze 30m o /snooze off. Una pausa dura como máximo 7 días.
telegram-reachable = Recibes notificaciones por: { $channels }
telegram-quiet-hours = Horas de silencio: de { $from } a { $to } ({ $zone })
telegram-quiet-off = Horas de silencio: desactivadas
telegram-quiet-usage = Envía /quiet 23:00 07:00 o /quiet off. Las horas son las de tu zona horaria.

# The name of a channel in a list: $channel
channel-name = { $channel ->
        [websocket] app
        [push] push
        [telegram] Telegram
        [email] correo electrónico
       *[sms] SMS
    }

# The pages of the unsubscribe link
unsubscribe-ask = Dejarás de recibir este tipo de correos. El resto de tus notificaciones no cambia.
    .title = Cancelar suscripción
    .button = Cancelar suscripción
unsubscribe-done = Ya no recibirás este tipo de correos. Puedes volver a activarlos en la configuración.
    .title = Suscripción cancelada
unsubscribe-ended = No se ha cambiado nada. Puedes desactivar estos correos en la configuración de notificaciones de la app.
    .title = Este enlace ha caducado
unsubscribe-outdated = Has vuelto a activar los correos después de que se enviara este enlace, así que no se ha cambiado nada. Puedes desactivarlos en la configuración de notificaciones de la app.
    .title = Este enlace ya no es válido
unsubscribe-mandatory = Te avisan de pérdidas o de cambios en tu cuenta. No se ha cambiado nada.
    .title = Estos correos no se pueden desactivar aquí

# The page of the link that marks a notification as seen
ack-ask = Así sabremos que la has visto y podremos dejar de recordártela.
    .title = ¿Has visto esta notificación?
    .button = Marcar como vista
ack-done = Marcada como vista
ack-ended = Abre la app para ver tus notificaciones.
    .title = Este enlace ya no es válido
ack-failed = No se ha podido completar. Inténtalo de nuevo.
ack-no-script = Esta página necesita JavaScript. También puedes abrir la notificación en la app.

# The event types

position_liquidated = Tu posición { $side ->
        [long] larga
       *[short] corta
    } de { $quantity } { $symbol } se ha liquidado a { $liquidation_price }
    .title = Posición liquidada
    .subject = Posición liquidada: { $symbol }
    .short = Tu posición { $side ->
        [long] larga
       *[short] corta
    } de { $quantity } se ha liquidado a { $liquidation_price }
    .sms = Posicion { $side ->
        [long] larga
       *[short] corta
    } liquidada: { $quantity } { $symbol } a { $liquidation_price }
    .count = { $count ->
        [one] { $count } liquidación
        [many] { $count } de liquidaciones
       *[other] { $count } liquidaciones
    }
    .realized_pnl = PnL realizado
    .realized_pnl-sms = PnL
    .position_id = Posición
    .client_order_id = ID de orden del cliente

margin_call = { $symbol ->
        [absent] Tu cuenta tiene un ratio de margen del { $margin_ratio_percent }% (liquidación al 100%)
       *[present] { $symbol } tiene un ratio de margen del { $margin_ratio_percent }% (liquidación al 100%)
    }
    .title = Llamada de margen
    .subject = { $symbol ->
        [absent] Llamada de margen: tu cuenta
       *[present] Llamada de margen: { $symbol }
    }
    .short = Ratio de margen: { $margin_ratio_percent }% (liquidación al 100%)
    .sms = { $symbol ->
        [absent] Llamada de margen: tu cuenta al { $margin_ratio_percent }% (se liquida al 100%)
       *[present] Llamada de margen: { $symbol } al { $margin_ratio_percent }% (se liquida al 100%)
    }
    .count = { $count ->
        [one] { $count } llamada de margen
        [many] { $count } de llamadas de margen
       *[other] { $count } llamadas de margen
    }
    .liquidation_price = Precio de liquidación
    .liquidation_price-sms = Precio liq.
    .mark_price = Precio de marca
    .mark_price-sms = Precio marca
    .position_id = Posición

order_filled = { $side ->
        [buy] Has comprado
       *[sell] Has vendido
    } { $quantity } { $symbol } a { $price }
    .title = Orden ejecutada
    .subject = Orden ejecutada: { $symbol }
    .short = { $side ->
        [buy] Has comprado
       *[sell] Has vendido
    } { $quantity } a { $price }
    .sms = Orden ejecutada: { $side ->
        [buy] compra
       *[sell] venta
    } de { $quantity } { $symbol } a { $price }
    .count = { $count ->
        [one] { $count } ejecución
        [many] { $count } de ejecuciones
       *[other] { $count } ejecuciones
    }
    .fee = { SIGN($fee) ->
        [negative] Reembolso
       *[other] Comisión
    }
    .fee-sms = { SIGN($fee) ->
        [negative] Reembolso
       *[other] Comision
    }
    .order_id = Orden
    .client_order_id = ID de orden del cliente

price_alert = { $symbol } está a { $current_price } (tu alerta: por { $condition ->
        [above] encima
       *[below] debajo
    } de { $target_price })
    .title = Alerta de precio
    .subject = Alerta de precio: { $symbol }
    .short = Ahora a { $current_price } (tu alerta: por { $condition ->
        [above] encima
       *[below] debajo
    } de { $target_price })
    .sms = Alerta de precio: { $symbol } a { $current_price } (por { $condition ->
        [above] encima
       *[below] debajo
    } de { $target_price })
    .count = { $count ->
        [one] { $count } alerta de precio
        [many] { $count } de alertas de precio
       *[other] { $count } alertas de precio
    }
    .note = Tu nota
    .note-sms = Nota

price_feed = { $state ->
        [stale] No llegan precios de { $symbol } desde el { $last_tick_at }
       *[resumed] Vuelven a llegar los precios de { $symbol }
    }
    .title = { $state ->
        [stale] Precios interrumpidos
       *[resumed] Precios restablecidos
    }
    .subject = { $state ->
        [stale] Precios interrumpidos: { $symbol }
       *[resumed] Precios restablecidos: { $symbol }
    }
    .short = { $state ->
        [stale] No llegan precios desde el { $last_tick_at }
       *[resumed] Los precios vuelven a llegar
    }
    .sms = { $state ->
        [stale] Sin precios de { $symbol } desde el { $last_tick_at }: tus alertas de este mercado no pueden activarse
       *[resumed] Vuelven los precios de { $symbol }: tus alertas de este mercado vuelven a funcionar
    }
    .more = { $state ->
        [stale] Tus alertas de este mercado no pueden activarse hasta que vuelvan los precios
       *[resumed] Tus alertas de este mercado vuelven a funcionar
    }
    .count = { $count ->
        [one] { $count } aviso sobre precios
        [many] { $count } de avisos sobre precios
       *[other] { $count } avisos sobre precios
    }

order_partially_filled = { $side ->
        [buy] Has comprado
       *[sell] Has vendido
    } { $filled_quantity } { $symbol } a { $price }
    .title = Orden ejecutada parcialmente
    .subject = Orden ejecutada parcialmente: { $symbol }
    .short = { $side ->
        [buy] Has comprado
       *[sell] Has vendido
    } { $filled_quantity } a { $price }
    .sms = Orden ejecutada parcialmente: { $side ->
        [buy] compra
       *[sell] venta
    } de { $filled_quantity } { $symbol } a { $price }
    .count = { $count ->
        [one] { $count } ejecución parcial
        [many] { $count } de ejecuciones parciales
       *[other] { $count } ejecuciones parciales
    }
    .remaining_quantity = Pendiente de ejecutar
    .remaining_quantity-sms = Pendiente
    .order_id = Orden
    .client_order_id = ID de orden del cliente

deposit_credited = Has recibido { $amount } en tu cuenta
    .title = Depósito acreditado
    .subject = Depósito acreditado: { $amount }
    .short = Ya está en tu cuenta
    .sms = Deposito acreditado: { $amount }
    .count = { $count ->
        [one] { $count } depósito
        [many] { $count } de depósitos
       *[other] { $count } depósitos
    }
    .network = Red
    .tx_id = Transacción
    .deposit_id = Depósito

new_listing = { $name ->
        [absent] Se ha listado { $symbol }, con una puntuación de { $score }
       *[present] Se ha listado { $name } ({ $symbol }), con una puntuación de { $score }
    }
    .title = Nuevo listado
    .subject = Nuevo listado: { $symbol }
    .short = { $name ->
        [absent] Puntuación: { $score }
       *[present] { $name }, puntuación: { $score }
    }
    .sms = { $name ->
        [absent] Nuevo listado: { $symbol }, puntuacion { $score }
       *[present] Nuevo listado: { $symbol }, { $name }, puntuacion { $score }
    }
    .count = { $count ->
        [one] { $count } nuevo listado
        [many] { $count } de nuevos listados
       *[other] { $count } nuevos listados
    }
    .trading_starts_at = Inicio del trading
    .trading_starts_at-sms = Inicio del trading

weekly_pnl_report = PnL realizado: { $realized_pnl }
    .title = Informe semanal, semana { WEEK($week) } de { YEAR($week) }
    .short = PnL realizado: { $realized_pnl }
    .sms = Semana { WEEK($week) }/{ YEAR($week) }: PnL realizado { $realized_pnl }
    .count = { $count ->
        [one] { $count } informe
        [many] { $count } de informes
       *[other] { $count } informes
    }
    .unrealized_pnl = PnL no realizado
    .unrealized_pnl-sms = No realizado
    .trades = Operaciones
    .trades-sms = Operaciones
    .volume = Volumen

# $counts: the list of the day's counts, absent if all are 0
daily_report = { $counts ->
        [absent] Sin actividad
       *[present] { $counts }
    }
    .title = Informe diario: { $day }
    .short = { $counts ->
        [absent] Sin actividad
       *[present] { $counts }
    }
    .sms = { $day }: { $counts ->
        [absent] sin actividad
       *[present] { $counts }
    }
    .count = { $count ->
        [one] { $count } informe
        [many] { $count } de informes
       *[other] { $count } informes
    }
    .realized_pnl = PnL realizado
    .realized_pnl-sms = PnL
    .unrealized_pnl = PnL no realizado
    .unrealized_pnl-sms = No realizado

referral_accrued = Has ganado { $amount } por tus referidos
    .title = Recompensa por referidos
    .subject = Recompensa por referidos: { $amount }
    .short = La has ganado gracias a tus referidos
    .sms = Recompensa por referidos: { $amount }
    .count = { $count ->
        [one] { $count } recompensa por referidos
        [many] { $count } de recompensas por referidos
       *[other] { $count } recompensas por referidos
    }
    .referral_count = Tus referidos
    .accrual_id = Recompensa

contact_changed = { $change ->
        [added] { $kind ->
            [email] Se ha añadido un correo electrónico a tu cuenta
            [phone] Se ha añadido un número de teléfono a tu cuenta
            [telegram] Se ha añadido un chat de Telegram a tu cuenta
           *[device] Se ha añadido un dispositivo a tu cuenta
        }
        [removed] { $kind ->
            [email] Se ha eliminado un correo electrónico de tu cuenta
            [phone] Se ha eliminado un número de teléfono de tu cuenta
            [telegram] Se ha eliminado un chat de Telegram de tu cuenta
           *[device] Se ha eliminado un dispositivo de tu cuenta
        }
        [moved] { $kind ->
            [email] Un correo electrónico tuyo pertenece ahora a otra cuenta
            [phone] Un número de teléfono tuyo pertenece ahora a otra cuenta
            [telegram] Un chat de Telegram tuyo pertenece ahora a otra cuenta
           *[device] Un dispositivo tuyo pertenece ahora a otra cuenta
        }
       *[absent] { $kind ->
            [email] Se ha cambiado el correo electrónico de tu cuenta
            [phone] Se ha cambiado el número de teléfono de tu cuenta
            [telegram] Se ha cambiado el chat de Telegram de tu cuenta
           *[device] Se ha cambiado el dispositivo de tu cuenta
        }
    }
    .title = Aviso de seguridad
    .subject = { $kind ->
        [email] Aviso de seguridad: correo electrónico
        [phone] Aviso de seguridad: número de teléfono
        [telegram] Aviso de seguridad: chat de Telegram
       *[device] Aviso de seguridad: dispositivo
    }
    .short = { $change ->
        [added] { $kind ->
            [email] Se ha añadido un correo electrónico a tu cuenta
            [phone] Se ha añadido un número de teléfono a tu cuenta
            [telegram] Se ha añadido un chat de Telegram a tu cuenta
           *[device] Se ha añadido un dispositivo a tu cuenta
        }
        [removed] { $kind ->
            [email] Se ha eliminado un correo electrónico de tu cuenta
            [phone] Se ha eliminado un número de teléfono de tu cuenta
            [telegram] Se ha eliminado un chat de Telegram de tu cuenta
           *[device] Se ha eliminado un dispositivo de tu cuenta
        }
        [moved] { $kind ->
            [email] Un correo electrónico tuyo pertenece ahora a otra cuenta
            [phone] Un número de teléfono tuyo pertenece ahora a otra cuenta
            [telegram] Un chat de Telegram tuyo pertenece ahora a otra cuenta
           *[device] Un dispositivo tuyo pertenece ahora a otra cuenta
        }
       *[absent] { $kind ->
            [email] Se ha cambiado el correo electrónico de tu cuenta
            [phone] Se ha cambiado el número de teléfono de tu cuenta
            [telegram] Se ha cambiado el chat de Telegram de tu cuenta
           *[device] Se ha cambiado el dispositivo de tu cuenta
        }
    }
    .sms = Aviso de seguridad: { $change ->
        [added] { $kind ->
            [email] se ha añadido un email a tu cuenta
            [phone] se ha añadido un telefono a tu cuenta
            [telegram] se ha añadido un chat de Telegram a tu cuenta
           *[device] se ha añadido un dispositivo a tu cuenta
        }
        [removed] { $kind ->
            [email] se ha eliminado un email de tu cuenta
            [phone] se ha eliminado un telefono de tu cuenta
            [telegram] se ha eliminado un chat de Telegram de tu cuenta
           *[device] se ha eliminado un dispositivo de tu cuenta
        }
        [moved] { $kind ->
            [email] un email tuyo pertenece ahora a otra cuenta
            [phone] un telefono tuyo pertenece ahora a otra cuenta
            [telegram] un chat de Telegram tuyo pertenece ahora a otra cuenta
           *[device] un dispositivo tuyo pertenece ahora a otra cuenta
        }
       *[absent] { $kind ->
            [email] se ha cambiado el email de tu cuenta
            [phone] se ha cambiado el telefono de tu cuenta
            [telegram] se ha cambiado el chat de Telegram de tu cuenta
           *[device] se ha cambiado el dispositivo de tu cuenta
        }
    }. Si no lo reconoces, protege tu cuenta ya en la app
    .more = Si no has sido tú, protege tu cuenta de inmediato
    .count = { $count ->
        [one] { $count } aviso de seguridad
        [many] { $count } de avisos de seguridad
       *[other] { $count } avisos de seguridad
    }
    .new_masked = Contacto

# $section: the .in-sentence of its section
preferences_weakened = Se han reducido tus notificaciones de { $section }
    .title = Aviso de seguridad
    .subject = Aviso de seguridad: ajustes de notificaciones
    .short = Se han reducido tus notificaciones de { $section }
    .sms = Aviso de seguridad: se han reducido tus notificaciones de { $section }
    .more = Si no has sido tú, protege tu cuenta de inmediato
    .count = { $count ->
        [one] { $count } aviso de seguridad
        [many] { $count } de avisos de seguridad
       *[other] { $count } avisos de seguridad
    }

position_partially_liquidated = Tu posición { $side ->
        [long] larga
       *[short] corta
    } en { $symbol } se ha liquidado parcialmente: { $quantity } a { $price }
    .title = Posición liquidada parcialmente
    .subject = Posición liquidada parcialmente: { $symbol }
    .short = Se ha liquidado parte de tu posición { $side ->
        [long] larga
       *[short] corta
    }: { $quantity } a { $price }
    .sms = Posicion { $side ->
        [long] larga
       *[short] corta
    } liquidada parcialmente: { $quantity } { $symbol } a { $price }
    .count = { $count ->
        [one] { $count } liquidación parcial
        [many] { $count } de liquidaciones parciales
       *[other] { $count } liquidaciones parciales
    }
    .position_id = Posición
    .remaining_quantity = Cantidad restante
    .remaining_quantity-sms = Restante
    .realized_pnl = PnL realizado
    .realized_pnl-sms = PnL
    .client_order_id = ID de orden del cliente

# ADL is auto-deleveraging
position_reduced = Tu posición { $side ->
        [long] larga
       *[short] corta
    } en { $symbol } se ha reducido por desapalancamiento automático (ADL): { $quantity } a { $price }
    .title = Posición reducida (ADL)
    .subject = Posición reducida (ADL): { $symbol }
    .short = Se ha cerrado parte de tu posición { $side ->
        [long] larga
       *[short] corta
    } por desapalancamiento automático: { $quantity } a { $price }
    .sms = Posicion { $side ->
        [long] larga
       *[short] corta
    } reducida por ADL: { $quantity } { $symbol } a { $price }
    .count = { $count ->
        [one] { $count } reducción por ADL
        [many] { $count } de reducciones por ADL
       *[other] { $count } reducciones por ADL
    }
    .position_id = Posición
    .remaining_quantity = Cantidad restante
    .remaining_quantity-sms = Restante
    .realized_pnl = PnL realizado
    .realized_pnl-sms = PnL
    .client_order_id = ID de orden del cliente

# Without a $symbol it is about the account
margin_restored = { $symbol ->
        [absent] Tu cuenta vuelve a tener un ratio de margen del { $margin_ratio_percent }%
       *[present] { $symbol } vuelve a tener un ratio de margen del { $margin_ratio_percent }%
    }
    .title = Margen restablecido
    .subject = { $symbol ->
        [absent] Margen restablecido: tu cuenta
       *[present] Margen restablecido: { $symbol }
    }
    .short = El ratio de margen vuelve a ser del { $margin_ratio_percent }%
    .sms = { $symbol ->
        [absent] Margen restablecido: tu cuenta al { $margin_ratio_percent }%
       *[present] Margen restablecido: { $symbol } al { $margin_ratio_percent }%
    }
    .count = { $count ->
        [one] { $count } margen restablecido
        [many] { $count } de márgenes restablecidos
       *[other] { $count } márgenes restablecidos
    }
    .position_id = Posición

loan_ltv_warning = Tu préstamo tiene una relación préstamo-valor (LTV) del { $ltv_percent }%
    .title = Alerta de LTV del préstamo
    .subject = Alerta de LTV del préstamo: { $ltv_percent }%
    .short = Tu préstamo se acerca a la liquidación
    .sms = Alerta de LTV del prestamo: { $ltv_percent }%. Añade colateral o devuelve una parte
    .more = Añade colateral o devuelve parte del préstamo para evitar la liquidación
    .count = { $count ->
        [one] { $count } alerta de LTV
        [many] { $count } de alertas de LTV
       *[other] { $count } alertas de LTV
    }
    .loan_id = Préstamo
    .liquidation_ltv_percent = LTV de liquidación (%)
    .liquidation_ltv_percent-sms = LTV liq. (%)
    .collateral_asset = Colateral

# $amount: the collateral that was sold
loan_liquidated = Se ha liquidado colateral de tu préstamo: { $amount }
    .title = Préstamo liquidado
    .subject = Préstamo liquidado: { $amount }
    .short = Se ha vendido el colateral para saldar tu préstamo
    .sms = Prestamo liquidado. Colateral vendido: { $amount }
    .count = { $count ->
        [one] { $count } préstamo liquidado
        [many] { $count } de préstamos liquidados
       *[other] { $count } préstamos liquidados
    }
    .loan_id = Préstamo
    .price = Precio
    .price-sms = Precio

order_cancelled = { $by ->
        [user] Has cancelado tu orden en { $symbol }
       *[system] El exchange ha cancelado tu orden en { $symbol }
    }
    .title = Orden cancelada
    .subject = Orden cancelada: { $symbol }
    .short = { $by ->
        [user] Has cancelado tu orden
       *[system] El exchange ha cancelado tu orden
    }
    .sms = { $by ->
        [user] Orden cancelada: { $symbol }
       *[system] Orden cancelada por el exchange: { $symbol }
    }
    .count = { $count ->
        [one] { $count } orden cancelada
        [many] { $count } de órdenes canceladas
       *[other] { $count } órdenes canceladas
    }
    .order_id = Orden
    .reason = Motivo
    .remaining_quantity = Sin ejecutar
    .remaining_quantity-sms = Sin ejecutar

order_rejected = Tu orden en { $symbol } ha sido rechazada
    .title = Orden rechazada
    .subject = Orden rechazada: { $symbol }
    .short = Tu orden no se ha colocado
    .sms = Orden rechazada: { $symbol }
    .count = { $count ->
        [one] { $count } orden rechazada
        [many] { $count } de órdenes rechazadas
       *[other] { $count } órdenes rechazadas
    }
    .order_id = Orden
    .reason = Motivo
    .reason-sms = Motivo

stop_triggered = { $kind ->
        [take_profit] Tu orden take-profit
        [trailing] Tu orden trailing stop
       *[stop] Tu orden stop
    } de { $side ->
        [buy] compra
       *[sell] venta
    } en { $symbol } se ha activado a { $stop_price }
    .title = { $kind ->
        [take_profit] Take-profit activado
        [trailing] Trailing stop activado
       *[stop] Orden stop activada
    }
    .subject = { $kind ->
        [take_profit] Take-profit activado: { $symbol }
        [trailing] Trailing stop activado: { $symbol }
       *[stop] Orden stop activada: { $symbol }
    }
    .short = Tu orden de { $side ->
        [buy] compra
       *[sell] venta
    } se ha activado a { $stop_price }
    .sms = { $kind ->
        [take_profit] Take-profit activado
        [trailing] Trailing stop activado
       *[stop] Orden stop activada
    }: { $side ->
        [buy] compra
       *[sell] venta
    } de { $symbol } a { $stop_price }
    .count = { $count ->
        [one] { $count } orden stop activada
        [many] { $count } de órdenes stop activadas
       *[other] { $count } órdenes stop activadas
    }
    .order_id = Orden
    .quantity = Cantidad
    .quantity-sms = Cantidad
    .client_order_id = ID de orden del cliente

funding_paid = { SIGN($amount) ->
        [negative] Has pagado { ABS($amount) } de financiación por { $symbol }
       *[other] Has recibido { $amount } de financiación por { $symbol }
    }
    .title = { SIGN($amount) ->
        [negative] Financiación pagada
       *[other] Financiación recibida
    }
    .subject = { SIGN($amount) ->
        [negative] Financiación pagada: { $symbol }
       *[other] Financiación recibida: { $symbol }
    }
    .short = { SIGN($amount) ->
        [negative] Has pagado { ABS($amount) }
       *[other] Has recibido { $amount }
    }
    .sms = { SIGN($amount) ->
        [negative] Financiacion pagada: { ABS($amount) } por { $symbol }
       *[other] Financiacion recibida: { $amount } por { $symbol }
    }
    .count = { $count ->
        [one] { $count } pago de financiación
        [many] { $count } de pagos de financiación
       *[other] { $count } pagos de financiación
    }
    .rate = Tasa de financiación (%)
    .position_id = Posición

deposit_detected = Se ha detectado un depósito de { $amount }, pendiente de acreditar
    .title = Depósito detectado
    .subject = Depósito detectado: { $amount }
    .short = Se acreditará cuando se confirme
    .sms = Deposito detectado: { $amount }, pendiente de acreditar
    .count = { $count ->
        [one] { $count } depósito detectado
        [many] { $count } de depósitos detectados
       *[other] { $count } depósitos detectados
    }
    .deposit_id = Depósito
    .network = Red
    .tx_id = Transacción
    .confirmations = Confirmaciones
    .confirmations_needed = Confirmaciones necesarias

withdrawal_confirmation_needed = Tu retiro de { $amount } está pendiente de tu confirmación
    .title = Confirma tu retiro
    .subject = Confirma tu retiro: { $amount }
    .short = Está pendiente de tu confirmación
    .sms = Confirma en la app tu retiro de { $amount }. Si no lo reconoces, no lo confirmes y protege tu cuenta ya
    .more = Si no has sido tú, no lo confirmes y protege tu cuenta de inmediato
    .count = { $count ->
        [one] { $count } retiro por confirmar
        [many] { $count } de retiros por confirmar
       *[other] { $count } retiros por confirmar
    }
    .withdrawal_id = Retiro
    .address_short = Dirección de destino
    .address_short-sms = Destino
    .network = Red

withdrawal_requested = Se ha solicitado un retiro de { $amount }
    .title = Retiro solicitado
    .subject = Retiro solicitado: { $amount }
    .short = Solicitado desde tu cuenta
    .sms = Retiro solicitado: { $amount }. Si no lo reconoces, protege tu cuenta ya en la app
    .more = Si no has sido tú, protege tu cuenta de inmediato
    .count = { $count ->
        [one] { $count } retiro solicitado
        [many] { $count } de retiros solicitados
       *[other] { $count } retiros solicitados
    }
    .withdrawal_id = Retiro
    .address_short = Dirección de destino
    .address_short-sms = Destino
    .network = Red
    .available_at = En espera hasta

withdrawal_sent = Tu retiro de { $amount } se ha enviado
    .title = Retiro enviado
    .subject = Retiro enviado: { $amount }
    .short = Está en camino
    .sms = Retiro enviado: { $amount }
    .count = { $count ->
        [one] { $count } retiro enviado
        [many] { $count } de retiros enviados
       *[other] { $count } retiros enviados
    }
    .withdrawal_id = Retiro
    .tx_id = Transacción
    .network = Red

withdrawal_completed = Tu retiro de { $amount } se ha completado
    .title = Retiro completado
    .subject = Retiro completado: { $amount }
    .short = Se ha confirmado en la red
    .sms = Retiro completado: { $amount }
    .count = { $count ->
        [one] { $count } retiro completado
        [many] { $count } de retiros completados
       *[other] { $count } retiros completados
    }
    .withdrawal_id = Retiro
    .tx_id = Transacción
    .network = Red

withdrawal_failed = Tu retiro de { $amount } ha fallado
    .title = Retiro fallido
    .subject = Retiro fallido: { $amount }
    .short = No se ha podido completar
    .sms = Retiro fallido: { $amount }
    .count = { $count ->
        [one] { $count } retiro fallido
        [many] { $count } de retiros fallidos
       *[other] { $count } retiros fallidos
    }
    .withdrawal_id = Retiro
    .reason = Motivo
    .reason-sms = Motivo

# $from_account, $to_account: names of the trader's own accounts
transfer_completed = Transferencia de { $amount } completada: de { $from_account } a { $to_account }
    .title = Transferencia completada
    .subject = Transferencia completada: { $amount }
    .short = De { $from_account } a { $to_account }
    .sms = Transferencia completada: { $amount } de { $from_account } a { $to_account }
    .count = { $count ->
        [one] { $count } transferencia
        [many] { $count } de transferencias
       *[other] { $count } transferencias
    }
    .transfer_id = Transferencia

login_from_new_device = Se ha accedido a tu cuenta desde un nuevo dispositivo: { $device }
    .title = Acceso desde un nuevo dispositivo
    .short = Se ha accedido a tu cuenta desde { $device }
    .sms = Acceso a tu cuenta desde un nuevo dispositivo: { $device }. Si no lo reconoces, protege tu cuenta ya en la app
    .more = Si no has sido tú, protege tu cuenta de inmediato
    .count = { $count ->
        [one] { $count } acceso desde un nuevo dispositivo
        [many] { $count } de accesos desde nuevos dispositivos
       *[other] { $count } accesos desde nuevos dispositivos
    }
    .country = País
    .country-sms = Pais
    .city = Ciudad
    .city-sms = Ciudad
    .ip_masked = Dirección IP

password_changed = Se ha cambiado la contraseña de tu cuenta
    .title = Contraseña cambiada
    .short = Se ha cambiado la contraseña de tu cuenta
    .sms = Se ha cambiado la contraseña de tu cuenta. Si no lo reconoces, protege tu cuenta ya en la app
    .more = Si no has sido tú, protege tu cuenta de inmediato
    .count = { $count ->
        [one] { $count } cambio de contraseña
        [many] { $count } de cambios de contraseña
       *[other] { $count } cambios de contraseña
    }
    .device = Dispositivo
    .device-sms = Dispositivo
    .country = País
    .country-sms = Pais

two_factor_changed = { $change ->
        [enabled] Se ha activado la autenticación de dos factores (2FA) en tu cuenta
        [disabled] Se ha desactivado la autenticación de dos factores (2FA) en tu cuenta
       *[replaced] Se ha reemplazado la autenticación de dos factores (2FA) de tu cuenta
    }
    .title = { $change ->
        [enabled] Autenticación 2FA activada
        [disabled] Autenticación 2FA desactivada
       *[replaced] Autenticación 2FA reemplazada
    }
    .short = { $change ->
        [enabled] A partir de ahora es necesaria en tu cuenta
        [disabled] Ya no protege tu cuenta
       *[replaced] Tu cuenta usa ahora otro método
    }
    .sms = { $change ->
        [enabled] Se ha activado la 2FA en tu cuenta
        [disabled] Se ha desactivado la 2FA en tu cuenta
       *[replaced] Se ha reemplazado la 2FA de tu cuenta
    }. Si no lo reconoces, protege tu cuenta ya en la app
    .more = Si no has sido tú, protege tu cuenta de inmediato
    .count = { $count ->
        [one] { $count } cambio de 2FA
        [many] { $count } de cambios de 2FA
       *[other] { $count } cambios de 2FA
    }
    .method = Método
    .method-sms = Metodo

api_key_created = Se ha creado una nueva clave API en tu cuenta
    .title = Clave API creada
    .short = Se ha creado una nueva clave API en tu cuenta
    .sms = Se ha creado una nueva clave API en tu cuenta. Si no lo reconoces, protege tu cuenta ya en la app
    .more = Si no has sido tú, protege tu cuenta de inmediato
    .count = { $count ->
        [one] { $count } nueva clave API
        [many] { $count } de nuevas claves API
       *[other] { $count } nuevas claves API
    }
    .label = Nombre
    .label-sms = Nombre
    .permissions = Permisos

withdrawal_address_added = Se ha añadido una dirección de retiro de { $asset } a tu cuenta
    .title = Dirección de retiro añadida
    .subject = Dirección de retiro añadida: { $asset }
    .short = Nueva dirección de retiro en tu cuenta
    .sms = Nueva direccion de retiro de { $asset } en tu cuenta. Si no lo reconoces, protege tu cuenta ya en la app
    .more = Si no has sido tú, protege tu cuenta de inmediato
    .count = { $count ->
        [one] { $count } nueva dirección de retiro
        [many] { $count } de nuevas direcciones de retiro
       *[other] { $count } nuevas direcciones de retiro
    }
    .label = Nombre
    .label-sms = Nombre
    .address_short = Dirección
    .address_short-sms = Direccion
    .usable_from = Disponible desde

account_frozen = Tu cuenta ha sido congelada
    .title = Cuenta congelada
    .short = El exchange ha congelado tu cuenta
    .sms = Tu cuenta ha sido congelada. Si no lo esperabas, contacta con soporte
    .more = Si no lo esperabas, contacta con soporte de inmediato
    .count = { $count ->
        [one] { $count } congelación de cuenta
        [many] { $count } de congelaciones de cuenta
       *[other] { $count } congelaciones de cuenta
    }
    .freeze_id = Caso
    .reason = Motivo
    .reason-sms = Motivo
    .until = Congelada hasta

p2p_payment_marked = Se ha marcado como enviado un pago de { $amount } en tu operación P2P
    .title = Pago P2P marcado como enviado
    .subject = Pago P2P marcado como enviado: { $amount }
    .short = Comprueba que has recibido el dinero
    .sms = Pago P2P de { $amount } marcado como enviado. Comprueba que lo has recibido antes de liberar
    .more = Libera las criptos solo cuando hayas recibido el dinero
    .count = { $count ->
        [one] { $count } pago P2P
        [many] { $count } de pagos P2P
       *[other] { $count } pagos P2P
    }
    .trade_id = Operación
    .counterparty = Contraparte
    .counterparty-sms = Contraparte

p2p_dispute_opened = Se ha abierto una disputa sobre tu operación P2P
    .title = Disputa P2P abierta
    .short = Se ha abierto una disputa sobre tu operación P2P
    .sms = Se ha abierto una disputa sobre tu operacion P2P, responde en la app
    .more = Responde en la app
    .count = { $count ->
        [one] { $count } disputa P2P
        [many] { $count } de disputas P2P
       *[other] { $count } disputas P2P
    }
    .trade_id = Operación
    .reason = Motivo

card_authorised = Se ha aprobado tu pago con tarjeta de { $amount } en { $merchant }
    .title = Pago con tarjeta aprobado
    .subject = Pago con tarjeta aprobado: { $amount }
    .short = En { $merchant }
    .sms = Pago con tarjeta aprobado: { $amount } en { $merchant }
    .count = { $count ->
        [one] { $count } pago con tarjeta
        [many] { $count } de pagos con tarjeta
       *[other] { $count } pagos con tarjeta
    }
    .authorisation_id = Pago

card_declined = Se ha rechazado tu pago con tarjeta de { $amount } en { $merchant }
    .title = Pago con tarjeta rechazado
    .subject = Pago con tarjeta rechazado: { $amount }
    .short = En { $merchant }
    .sms = Pago con tarjeta rechazado: { $amount } en { $merchant }
    .count = { $count ->
        [one] { $count } pago con tarjeta rechazado
        [many] { $count } de pagos con tarjeta rechazados
       *[other] { $count } pagos con tarjeta rechazados
    }
    .authorisation_id = Pago
    .reason = Motivo
    .reason-sms = Motivo

copy_stopped = Ya no copias a { $leader }
    .title = Copy trading detenido
    .subject = Copy trading detenido: { $leader }
    .short = Ya no copias a este trader líder
    .sms = Copy trading detenido: { $leader }
    .count = { $count ->
        [one] { $count } copia detenida
        [many] { $count } de copias detenidas
       *[other] { $count } copias detenidas
    }
    .reason = Motivo
    .realized_pnl = PnL realizado
    .realized_pnl-sms = PnL

# $amount: what is free again
earn_matured = Tu producto Earn ha vencido: vuelves a disponer de { $amount }
    .title = Producto Earn vencido
    .subject = Producto Earn vencido: { $amount }
    .short = La cantidad vuelve a estar disponible
    .sms = Producto Earn vencido: vuelves a disponer de { $amount }
    .count = { $count ->
        [one] { $count } producto Earn vencido
        [many] { $count } de productos Earn vencidos
       *[other] { $count } productos Earn vencidos
    }
    .product_id = Producto
    .reward = Recompensa
    .reward-sms = Recompensa

contract_expiring = { $symbol } vence el { $expires_at }
    .title = Contrato próximo a vencer
    .subject = Contrato próximo a vencer: { $symbol }
    .short = Vence el { $expires_at }
    .sms = Contrato a punto de vencer: { $symbol }, el { $expires_at }
    .count = { $count ->
        [one] { $count } contrato próximo a vencer
        [many] { $count } de contratos próximos a vencer
       *[other] { $count } contratos próximos a vencer
    }
    .settlement_price = Precio de vencimiento previsto
    .settlement_price-sms = Precio de vencimiento

trading_halted = El trading de { $symbol } está suspendido
    .title = Trading suspendido
    .subject = Trading suspendido: { $symbol }
    .short = Por ahora no se ejecutan órdenes
    .sms = Trading suspendido: { $symbol }
    .count = { $count ->
        [one] { $count } suspensión de trading
        [many] { $count } de suspensiones de trading
       *[other] { $count } suspensiones de trading
    }
    .reason = Motivo
    .until = Reanudación prevista
    .until-sms = Se prevé reanudar

trading_resumed = El trading de { $symbol } se ha reanudado
    .title = Trading reanudado
    .subject = Trading reanudado: { $symbol }
    .short = Las órdenes vuelven a ejecutarse
    .sms = Trading reanudado: { $symbol }
    .count = { $count ->
        [one] { $count } reanudación de trading
        [many] { $count } de reanudaciones de trading
       *[other] { $count } reanudaciones de trading
    }

delisting = { $symbol } se deslistará: el trading finaliza el { $trading_ends_at }
    .title = Deslistado
    .subject = Deslistado: { $symbol }
    .short = El trading finaliza el { $trading_ends_at }
    .sms = Deslistado de { $symbol }: el trading finaliza el { $trading_ends_at }
    .count = { $count ->
        [one] { $count } deslistado
        [many] { $count } de deslistados
       *[other] { $count } deslistados
    }
    .withdrawals_end_at = Fin de los retiros

margin_requirements_changed = Los requisitos de margen de { $symbol } cambian el { $effective_at }
    .title = Cambio en los requisitos de margen
    .subject = Cambio en los requisitos de margen: { $symbol }
    .short = Cambian el { $effective_at }
    .sms = Los requisitos de margen de { $symbol } cambian el { $effective_at }
    .count = { $count ->
        [one] { $count } cambio en los requisitos de margen
        [many] { $count } de cambios en los requisitos de margen
       *[other] { $count } cambios en los requisitos de margen
    }
    .old_percent = Margen de mantenimiento anterior (%)
    .old_percent-sms = Anterior (%)
    .new_percent = Nuevo margen de mantenimiento (%)
    .new_percent-sms = Nuevo (%)

maintenance = Mantenimiento programado del { $starts_at } al { $ends_at }
    .title = Mantenimiento programado
    .short = Del { $starts_at } al { $ends_at }
    .sms = Mantenimiento del { $starts_at } al { $ends_at }
    .count = { $count ->
        [one] { $count } aviso de mantenimiento
        [many] { $count } de avisos de mantenimiento
       *[other] { $count } avisos de mantenimiento
    }
    .scope = Afecta a

# $title, $body: the exchange's own texts
incident = { $title }: { $body }
    .title = { $state ->
        [open] Incidente
        [update] Actualización del incidente
       *[resolved] Incidente resuelto
    }
    .subject = { $state ->
        [open] Incidente: { $title }
        [update] Actualización del incidente: { $title }
       *[resolved] Incidente resuelto: { $title }
    }
    .short = { $body }
    .sms = { $state ->
        [open] Incidente: { $title }
        [update] Novedades del incidente: { $title }
       *[resolved] Incidente resuelto: { $title }
    }
    .count = { $count ->
        [one] { $count } aviso de incidente
        [many] { $count } de avisos de incidentes
       *[other] { $count } avisos de incidentes
    }
    .incident_id = Incidente

# $title, $body: the exchange's own texts
announcement = { $title }: { $body }
    .title = Anuncio
    .subject = { $title }
    .short = { $body }
    .sms = Anuncio: { $title }
    .count = { $count ->
        [one] { $count } anuncio
        [many] { $count } de anuncios
       *[other] { $count } anuncios
    }
    .link = Más información

kyc_approved = Tu identidad ha sido verificada
    .title = Identidad verificada
    .short = Tu verificación ha sido aprobada
    .sms = Tu identidad ha sido verificada
    .count = { $count ->
        [one] { $count } verificación aprobada
        [many] { $count } de verificaciones aprobadas
       *[other] { $count } verificaciones aprobadas
    }
    .case_id = Caso

kyc_action_needed = Tu verificación de identidad requiere tu atención
    .title = Verificación: acción necesaria
    .short = Tu verificación de identidad está incompleta
    .sms = Completa tu verificacion de identidad en la app
    .more = Complétala en la app
    .count = { $count ->
        [one] { $count } solicitud sobre tu verificación
        [many] { $count } de solicitudes sobre tu verificación
       *[other] { $count } solicitudes sobre tu verificación
    }
    .case_id = Caso
    .reason = Motivo
    .due_by = Fecha límite

source_of_funds_needed = Necesitamos un comprobante del origen de tus fondos
    .title = Acredita el origen de tus fondos
    .short = Necesitamos un comprobante del origen de tus fondos
    .sms = Presenta en la app un comprobante del origen de tus fondos
    .more = Preséntalo en la app
    .count = { $count ->
        [one] { $count } solicitud de comprobante de fondos
        [many] { $count } de solicitudes de comprobante de fondos
       *[other] { $count } solicitudes de comprobante de fondos
    }
    .case_id = Caso
    .due_by = Fecha límite

fee_tier_changed = Tu nivel de comisiones es ahora { $tier }
    .title = Nivel de comisiones actualizado
    .subject = Nivel de comisiones actualizado: { $tier }
    .short = Se aplican nuevas comisiones a tus operaciones
    .sms = Tu nivel de comisiones es ahora { $tier }
    .count = { $count ->
        [one] { $count } cambio de tu nivel de comisiones
        [many] { $count } de cambios de tu nivel de comisiones
       *[other] { $count } cambios de tu nivel de comisiones
    }
    .maker_fee_percent = Comisión maker (%)
    .maker_fee_percent-sms = Maker (%)
    .taker_fee_percent = Comisión taker (%)
    .taker_fee_percent-sms = Taker (%)

# $period: a text such as 2026-10
statement_ready = Tu extracto de cuenta de { $period } ya está disponible
    .title = Extracto de cuenta disponible
    .subject = Extracto de cuenta disponible: { $period }
    .short = Puedes descargarlo en la app
    .sms = Extracto de cuenta disponible: { $period }
    .count = { $count ->
        [one] { $count } extracto de cuenta
        [many] { $count } de extractos de cuenta
       *[other] { $count } extractos de cuenta
    }

# $period: a text such as 2026
tax_report_ready = Tu informe fiscal de { $period } ya está disponible
    .title = Informe fiscal disponible
    .subject = Informe fiscal disponible: { $period }
    .short = Puedes descargarlo en la app
    .sms = Informe fiscal disponible: { $period }
    .count = { $count ->
        [one] { $count } informe fiscal
        [many] { $count } de informes fiscales
       *[other] { $count } informes fiscales
    }

# The trader asked for it
delivery_test = Esto es una prueba: tus notificaciones te llegan aquí
    .title = Notificación de prueba
    .short = Tus notificaciones te llegan aquí
    .sms = Esto es una prueba: tus notificaciones te llegan por SMS
    .count = { $count ->
        [one] { $count } notificación de prueba
        [many] { $count } de notificaciones de prueba
       *[other] { $count } notificaciones de prueba
    }

staking_reward = Has ganado { $amount } con el staking
    .title = Recompensa de staking
    .subject = Recompensa de staking: { $amount }
    .short = Ganado con el staking
    .sms = Recompensa de staking: { $amount }
    .count = { $count ->
        [one] { $count } recompensa de staking
        [many] { $count } de recompensas de staking
       *[other] { $count } recompensas de staking
    }
    .apr_percent = Tasa anual (%)
    .reward_id = Recompensa
