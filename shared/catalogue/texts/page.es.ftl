# The Spanish texts of the trader's page. The format is in ../README.md; page.en.ftl says what the
# variables are.

# The whole page
page-title = Consola de trading
skip = Ir al contenido
start-failed = La consola no ha podido iniciarse. Vuelve a cargar la página.
cancel = Cancelar
close = Cerrar
undo = Deshacer
dismiss = Descartar
messages-label = Mensajes
problems-label = Problemas
load-failed = No se ha podido cargar. Inténtalo de nuevo.
loading-alerts = Cargando alertas…

# The two places of a local system, and the parts of the app
places-label = Lugares
places-app = App del trader
places-simulator = Simulador
jump-label = En esta página

# What a first visitor reads; $lead and $link are the messages with these endings
welcome-label = Por dónde empezar
welcome-close = Entendido, no volver a mostrar
welcome = { $lead } Pon una alerta en el gráfico y elige en las { $link } qué te llega y dónde.
welcome-lead = Tus notificaciones, en vivo.
welcome-link = preferencias
welcome-app = { $lead } Pon una alerta en el gráfico, o abre el { $link } y liquida al trader.
welcome-app-lead = La app de un trader, en vivo.
welcome-app-link = simulador
welcome-simulator = { $lead } Envía una liquidación y mira adónde llega: como mensaje aquí, al teléfono y por correo.
welcome-simulator-lead = Tú eres el exchange.

# The footer; the name of TradingView, Inc. follows
foot-charts = Gráficos: TradingView Lightweight Charts™, copyright ©
foot-notice = Aviso
foot-licence = Licencia

# The connection, in the header
connection-title = Conexión por la que llegan tus notificaciones
connection-starting = Iniciando…
connection-system = El sistema se está iniciando…
connection-failed = No iniciada
connection-connecting = Conectando…
connection-open = Poniéndose al día…
connection-synced = En vivo
connection-offline = Sin conexión
connection-closed = Sesión cerrada
connection-waiting = Reconectando…
connection-waiting-for = Se reconecta en { $seconds } s
connection-said-synced = Conexión: en vivo
connection-said-waiting = Conexión perdida, reconectando
connection-said-offline = No tienes conexión

# The theme
theme-auto = Tema: como el sistema
theme-light = Tema: claro
theme-dark = Tema: oscuro

# Times and spans; $days and the like are whole numbers, $number may have a fraction
clock-at = a las { $time }
span-ms = { $number } ms
span-s = { $number } s
span-min-s = { $minutes } min { $seconds } s
span-min = { $minutes } min
span-h-min = { $hours } h { $minutes } min
span-h = { $hours } h
span-d = { $days } d

# Channels, as they are called in a list and in a sentence
channel-websocket = En la app
channel-push = Push
channel-telegram = Telegram
channel-email = Correo
channel-sms = SMS

# Why a delivery is in its state
reason-disabled = Has desactivado este tipo.
reason-not_chosen = No has elegido este canal.
reason-threshold = No está por debajo del límite que has fijado.
reason-min_score = Está por debajo del mínimo que has fijado.
reason-no_contact = No hay ninguna dirección, dispositivo ni chat al que enviar.
reason-channel_not_deployed = Este sistema no ofrece el canal.
reason-superseded = Algo más reciente lo ha dejado obsoleto.
reason-already_notified = Ya se te avisó de lo mismo poco antes.
reason-over_cap = El cupo de este canal está agotado.
reason-country_not_allowed = No se envían SMS al país de este número.
reason-quiet_hours = Espera al final de tus horas de silencio.
reason-snoozed = Espera al final de tu pausa.
reason-backfill = Es del pasado y solo para la bandeja de entrada.

# Why a channel would not reach the trader
unreachable-no_contact-push = No hay ningún dispositivo registrado.
unreachable-no_contact-telegram = No hay ningún chat de Telegram vinculado.
unreachable-no_contact-email = Tu cuenta no tiene correo electrónico, o los mensajes han sido devueltos.
unreachable-no_contact-sms = Tu cuenta no tiene número de teléfono.
unreachable-not_chosen-push = No has elegido push para nada de esta clase.
unreachable-not_chosen-telegram = No has elegido Telegram para nada de esta clase.
unreachable-not_chosen-email = No has elegido el correo para nada de esta clase.
unreachable-not_chosen-sms = Los SMS son solo para eventos críticos.
unreachable-quiet_hours = Horas de silencio: esperaría a que terminen. Los eventos críticos llegan igualmente.
unreachable-snoozed = En pausa: esperaría a que termine. Los eventos críticos llegan igualmente.
unreachable-disabled = Todos los eventos de esta clase están desactivados.

# The states of a delivery
state-pending = pendiente
state-deferred = aplazado
state-retrying = reintentando
state-acked = confirmado
state-not_needed = no hizo falta
state-accepted = aceptado
state-unknown = desconocido
state-expired = caducado
state-suppressed = suprimido
state-dead_lettered = no entregable
dismissal-dismissal_requested = Se ha pedido ocultarlo

# The results of one attempt
result-accepted = aceptado
result-gone = ya no existe
result-refused = rechazado
result-throttled = limitado
result-timeout = sin respuesta
result-error = error
result-routed = enrutado

# Where a notification was seen
seen = Visto
seen-websocket = Visto en la app
seen-push = Visto en el teléfono
seen-telegram = Visto en Telegram
seen-email = Visto por correo
seen-sms = Visto por SMS
# $seen is one of these
seen-at = { $seen } a las { $time }

# What went wrong, by the code of the server
problem = No ha funcionado.
problem-bad_type = El servidor local solo acepta JSON.
problem-busy = Eso ya está en curso.
problem-forbidden = Solo la propia consola puede hacer esto.
problem-starting = El sistema aún se está iniciando.
problem-bad_field = Uno de los valores no es posible.
problem-bad_json = El servidor no ha podido leer la solicitud.
problem-disconnected = La conexión se perdió antes de que llegara la respuesta.
problem-closed = Has cerrado la sesión.
problem-internal = Algo ha fallado en el servidor. Inténtalo de nuevo.
problem-limit_reached = Ya tienes el máximo posible. Elimina uno primero.
problem-missing_field = Falta un valor.
problem-not_found = Ya no existe.
problem-timeout = El servidor no ha respondido a tiempo.
problem-too_large = Es demasiado largo.
problem-too_many_requests = Demasiadas solicitudes en poco tiempo. Espera un momento.
problem-unauthorized = El servidor no ha aceptado el token.
problem-unavailable = El servidor no está disponible en este momento.
problem-unknown_action = El servidor no sabe hacer esto.
problem-unreachable = No se puede contactar con el servidor.
problem-version_conflict = Se ha cambiado en otro lugar mientras tanto.

# What is wrong with a field
field-time = La hora está entre las 00:00 y las 23:59.
field-switch = Esto se activa o se desactiva.
field-number = Es un número de { $least } a { $most }.
field-range = De { $least } a { $most }.
field-channels = Aquí hace falta al menos un canal fuera de la app.
field-alert-condition = Elige cuándo se dispara.
field-alert-cooldownSeconds = La espera es un número entero de segundos, como máximo un día.
field-alert-expiresAt = El final tiene que estar en el futuro.
field-alert-note = Una nota tiene como máximo 280 caracteres, y solo los que se pueden enviar.
field-alert-rearmPercent = El retroceso es un porcentaje de 0 a 50.
field-alert-targetPrice = No puede haber una alerta a este precio.
field-preferences-language = Este idioma no se conoce.
field-preferences-lockScreen = Elige qué muestra la pantalla bloqueada.
field-preferences-quietHours = El inicio y el fin deben ser distintos y estar entre las 00:00 y las 23:59.
field-preferences-timeZone = Esta zona horaria no se conoce: escribe una como Europe/Berlin.

# Why an event was rejected
rejection = Rechazado con { $code }: { $why }.
rejection-at = Rechazado con { $code } en { $field }: { $why }.
rejection-other = no se puede leer
rejection-bad_json = no es un objeto JSON
rejection-unknown_type = no existe ese tipo de evento
rejection-missing_field = falta un campo
rejection-bad_field = un campo no se puede leer
rejection-too_large = supera los 32 KiB
rejection-future_timestamp = ocurrió más de 5 minutos en el futuro

# Numbers that are typed; $ways are numbers, joined by "or"
number-empty = Escribe un número.
number-none = No es un número: escribe cifras, como en { $example }.
number-other-rules = Según las reglas de este idioma ({ $language }) no es un número. Escribe { $ways }.
number-ambiguous = Esto se puede leer de dos maneras. Escribe { $ways }.
number-rules = Los números se leen como en este idioma: { $language }.

# The market
market = Mercado
market-last-price = Último precio:
market-chart-of = Precio de { $symbol }, con niveles de alerta
market-chart-not-loaded = No se ha podido cargar el gráfico. Vuelve a cargar la página.
market-hint = Arrastra un nivel para moverlo. Haz doble clic para añadir uno.
market-zone = Las horas son de { $zone }.
market-waiting = Esperando precios…
market-no-feed = Aquí no hay precios
market-live = Precios en vivo
market-stopped = Precios parados a las { $time }
market-none = Sin precios
market-stale = El exchange avisa: los precios se han parado
market-follow = Seguir
market-follow-hint = Avisos del exchange sobre { $symbol }
market-follow-failed = Sin cambios: { $problem }

# Alerts
alert-add = + Alerta de precio
alert-levels = Niveles de alerta
alert-all = Todos los mercados
alert-empty = Aún no hay alertas. Haz doble clic en el gráfico o añade una.
alert-state-armed = activa
alert-state-waiting = en espera
alert-state-paused = en pausa
alert-state-fired = disparada
alert-state-expired = caducada
alert-state-saving = guardando
alert-level = Nivel de alerta
alert-value = { $condition ->
        [above] por encima de { $price }, { $state }
       *[below] por debajo de { $price }, { $state }
    }
alert-price-label = { $condition ->
        [above] Precio de la alerta por encima de { $price }
       *[below] Precio de la alerta por debajo de { $price }
    }
alert-down = Bajar la alerta de { $price }
alert-up = Subir la alerta de { $price }
alert-delete = Eliminar la alerta de { $price }
alert-pause = Pausar la alerta de { $price }
alert-resume = Reanudar la alerta de { $price }
alert-again = Otra vez
alert-again-label = Activar otra vez la alerta de { $price }
alert-fired = disparada a las { $time } a { $price }
alert-recurring = recurrente, como máximo cada { $span }
alert-once = una vez
alert-until = hasta { $time }
alert-reading = Se lee como { $price }. Intro la mueve ahí.
alert-decimals = Aquí los precios tienen como máximo { $count } decimales.
alert-deleted = Alerta de { $price } eliminada.
alert-not-created = La alerta no se ha creado: { $problem }
alert-not-restored = La alerta no se ha restaurado: { $problem }
alert-not-moved = No se ha movido a { $price }: { $problem }
alert-not-deleted = No se ha eliminado: { $problem }
alert-not-paused = No se ha pausado: { $problem }
alert-not-resumed = No se ha reanudado: { $problem }
alert-not-read = No se han podido leer las alertas: { $problem }
alert-demo-note = Demo: cerca del precio, así que pronto se cruza
alert-demo-failed = La alerta de demostración no se ha creado: { $problem }

# The form of a new alert; $symbol and $zone are elements
new-title = Nueva alerta en { $symbol }
new-price = Precio
new-fires = Se dispara
new-by-price = según el precio actual
new-above = en este precio o por encima
new-below = en este precio o por debajo
new-percents = Desde el precio actual
new-recurring = Recurrente: una y otra vez
new-cooldown = Espera, en s
new-rearm = Retrocede un, en %
new-until = Hasta (opcional, hora de { $zone })
new-note = Nota (opcional)
new-create = Crear alerta
new-create-at = Crear alerta en { $price }
new-fires-at = { $condition ->
        [above] Se dispara cuando el precio está en { $price } o por encima.
       *[below] Se dispara cuando el precio está en { $price } o por debajo.
    }
new-no-price = No se conoce ningún precio: elige cuándo se dispara.
new-no-price-at = { $price }. No se conoce ningún precio: elige cuándo se dispara.
new-decimals = Los precios de { $symbol } tienen como máximo { $count } decimales.

# The rules of levels
level-zero = Un nivel está por encima de cero.
level-digits = Un nivel tiene como máximo { $count } cifras antes de los decimales.
level-factor = Un nivel es como máximo mil veces el precio, que es { $price }.
level-twice-title = Ya tienes esta alerta
level-twice = { $condition ->
        [above] Ya hay una alerta activa en { $price } o por encima. Una segunda te diría lo mismo dos veces.
       *[below] Ya hay una alerta activa en { $price } o por debajo. Una segunda te diría lo mismo dos veces.
    }
level-twice-yes = Crearla dos veces
level-far-title = Lejos del precio
level-far = { $condition ->
        [above] La alerta se dispararía en { $price } o por encima.
       *[below] La alerta se dispararía en { $price } o por debajo.
    }
level-far-by = { $direction ->
        [lower] El precio es { $price }: eso es un { $percent } % más bajo.
       *[higher] El precio es { $price }: eso es un { $percent } % más alto.
    }
level-far-yes = Crearla en { $price }

# The alerts on all markets
overview-title = Alertas en todos los mercados
overview-empty = No hay alertas en ningún mercado.
overview-show = Mostrar { $symbol }
overview-delete = Eliminar la alerta de { $symbol } en { $price }
overview-deleted = { $symbol }: la alerta en { $price } se ha eliminado.

# What would reach the trader
reach-title = Qué te llegaría
reach-when = ¿A qué hora del día?
reach-time = Hora del día
reach-table = Canales por los que te llegaría un evento importante
reach-channel = Canal
reach-now = Ahora
reach-then = A las { $time }
reach-zone = { $time }, { $zone }
reach-yes = te llega
reach-no = en silencio
reach-summary = Un evento importante a las { $time } te llegaría por { $channels }.
reach-silent = A las { $time } solo te despertaría un evento crítico.
reach-not-read = No se ha podido leer qué te llega: { $problem }
devices-title = Dispositivos
devices-none = No hay ningún teléfono registrado, así que no se puede enviar push.
devices-remove = Quitar
devices-remove-label = Quitar el dispositivo { $device } ({ $platform })
devices-not-removed = El dispositivo no se ha quitado: { $problem }
devices-since = desde { $time }
devices-register = Registrar el teléfono de demostración
devices-not-registered = El teléfono no se ha registrado: { $problem }
platform-ios = iPhone
platform-android = Teléfono Android
platform-web = Navegador
telegram-title = Telegram
telegram-link = Vincular Telegram
telegram-unlink = Desvincular
telegram-none = No hay ningún chat vinculado.
telegram-unclear = Vinculado, o no elegido para nada de esta clase.
telegram-linked = Hay un chat vinculado.
telegram-not-linked = Telegram no se ha vinculado: { $problem }
telegram-not-unlinked = Telegram no se ha desvinculado: { $problem }
# $bot is a link with the text of telegram-bot, $code a command
telegram-code = Abre { $bot } y envía { $code } en { $minutes } minutos.
telegram-bot = el bot

# The test notification
test-title = Prueba
test-send = Enviar una notificación de prueba
test-sms = también por SMS
test-limit = Se puede enviar una prueba cada 10 minutos. Inténtalo más tarde.
test-not-loaded = No se ha podido cargar la prueba. Inténtalo de nuevo.
test-table = Qué ha sido de la notificación de prueba
test-accepted = Aceptado
test-seen = Visto
test-not-sent = no enviado
test-sending = Enviando…
test-waiting = Enviada. Esperando a los canales…
test-unseen = Enviada. Aún no se ha visto.
test-not-read = No se ha podido leer el resultado: { $problem }
test-refused = No enviada. { $problem }
# $text is a state with its reason, $result that of the last attempt
test-attempt = { $text } ({ $result } a las { $time })

# The timeline
timeline-title = Recorrido
timeline-of = Recorrido: { $notification }
timeline-follow = seguir la última
timeline-empty = Aún no ha llegado nada. Aquí se muestra el recorrido de la última notificación.
timeline-problem = No se sabe nada de { $id }: { $problem }
timeline-missing = No hay ninguna notificación { $id }.
timeline-chart = Pasos en un eje de tiempo
timeline-chart-label = Los pasos en un eje de tiempo desde el evento; la tabla de abajo muestra lo mismo.
timeline-table = Pasos de la notificación
timeline-hop = Paso
timeline-at = Hora
timeline-since = Desde el evento
timeline-took = Duración
timeline-result = Resultado
timeline-route = Exchange → enrutado
timeline-occurred = Ocurrido
timeline-at-exchange = en el exchange
timeline-routed = Enrutado
timeline-from-queue = tomado de la cola
timeline-until = hasta { $time }
timeline-socket = { $channel }, socket { $number }
timeline-try = { $channel }, intento { $number }
timeline-ack = Confirmación
timeline-ack-after = confirmado { $span }
timeline-no-ack = todavía no

# Where a notification leads
follow-elsewhere = Esto lleva a { $link } en la app del exchange, que no forma parte de esta página.
follow-details = Detalles de la entrega

# Signing in
sign-in = Iniciar sesión
sign-in-text = Esta consola usa el token de tu exchange. Se conserva en esta pestaña hasta que cierres la sesión o la pestaña.
sign-in-token = Token
sign-in-no-token = Esto no es un token: tiene tres partes separadas por puntos.
sign-in-refused = El servidor no ha aceptado el token. Puede que haya caducado.
sign-in-as = Sesión iniciada como
sign-in-failed = No se ha podido iniciar sesión como { $trader }: el servidor local no ha respondido.
sign-out = Cerrar sesión
sign-out-elsewhere = Has cerrado la sesión en otra pestaña.
link-unreadable = El enlace tenía un token ilegible. Se ha ignorado.
link-title = ¿Iniciar sesión como otra persona?
link-text = Este enlace inicia sesión como { $trader }. Ahora tienes la sesión de { $user }.
link-warning = Si no lo esperabas, quédate.
link-yes = Iniciar sesión como { $trader }
link-no = Seguir como { $user }
leave-title = Preferencias sin guardar
leave-text = { $user } ha cambiado preferencias que no están guardadas. Se perderían.
leave-yes = Descartarlas
leave-no = Quedarme

# The demo traders' devices
demo-bot-silent = El bot no ha respondido.
demo-failed = No se ha podido preparar el teléfono de demostración: { $problem }

# The preferences
preferences = Preferencias
preferences-table = De qué se te avisa y dónde
preferences-conflict = Conflicto
preferences-section = Evento
preferences-on = Activo
preferences-always = siempre
preferences-always-title = Siempre activo
preferences-mandatory = No se puede desactivar
preferences-sms-title = Los SMS se envían solo para P0
preferences-on-label = { $section }: activo
preferences-channel-label = { $section } por { $channel }
preferences-option-label = { $section }: { $option }
preferences-discard = Descartar
preferences-save = Guardar
preferences-not-read = No se han podido leer: { $problem }
preferences-account = Como en tu cuenta
preferences-changes = { $count ->
        [one] { $count } cambio sin guardar
       *[other] { $count } cambios sin guardar
    }
preferences-not-saved = Sin guardar
preferences-saving = Guardando…
preferences-saved = Guardado como versión { $version }
preferences-saved-with = Guardado como versión { $version }, junto con lo que se cambió en otro lugar: { $places }
preferences-refused = Sin guardar: { $problem }
preferences-refused-at = Sin guardar: { $place }: { $problem }
preferences-shown = Se muestra la versión { $version }
preferences-zone = { $zone }
preferences-zone-account = { $zone } (la de tu cuenta)
preferences-zone-browser = { $zone } (la de este navegador; tu cuenta puede tener otra)

# Places of the preferences, as a sentence about a conflict names them
place-timeZone = Zona horaria
place-language = Idioma
place-quietHours = Horas de silencio
place-lockScreen = Pantalla bloqueada
place-enabled = activo
place-channels = canales
place-from = desde
place-to = hasta
value-none = ninguno
value-yes = sí
value-no = no
value-account = como en tu cuenta

# The preferences were changed in two places
conflict-title = Cambiado en otro lugar mientras tanto
conflict-text = Otra pestaña u otro dispositivo tuyo ha guardado la versión { $version }. Los dos habéis cambiado esto:
conflict-table = Qué es distinto
conflict-setting = Ajuste
conflict-theirs = Lo de allí
conflict-yours = Lo de aquí
conflict-take = Tomar lo de allí
conflict-save = Guardar lo mío encima
conflict-status = Sin guardar: cambiado en otro lugar mientras tanto

# The groups of the preferences; $count sections, of which $off are switched off
group-trades = Trading
group-funds = Fondos
group-alerts = Alertas
group-security = Seguridad
group-news = Novedades
group-summary = { $off ->
        [0] { $count } tipos, todos activos
       *[other] { $count } tipos, { $off } sin activar
    }

# What a section would send; $language is the name of a language in itself
preview = Vista previa
preview-of = Vista previa: { $section }
preview-examples = Ejemplos
preview-hint = Ejemplos en { $language }. Lo gris se envía cuando eliges el canal.
preview-hint-off = Ejemplos en { $language }. Ahora están desactivados: no se envía nada de esto.
preview-not-chosen = no elegido
preview-not-loaded = No se ha podido cargar la vista previa. Inténtalo de nuevo.

# A change after which the trader hears less of what is critical; $lost and $kept are lists of channels
weakening-title = ¿Recibir menos avisos de lo crítico?
weakening-notice = Se enviará un aviso de seguridad de este cambio a todos tus contactos.
weakening-yes = Guardar
weakening-no = No guardar
weakening-off = { $section }: desactivado. Nada te avisará, ni siquiera la app.
weakening-in-app = { $section }: solo en la app. Con esta página y la app cerradas, nada te avisa.
weakening-lost = { $section }: ya no por { $lost }. Sigue por: { $kept }.
weakening-lowered = { $section }: { $option }: { $after } en lugar de { $before }. Se te avisa más tarde.

# Quiet hours and snooze
quiet-hours = Horas de silencio
quiet-hint = Entonces solo te interrumpe lo crítico. Lo demás espera a que terminen.
quiet-clock = Horas de silencio en un reloj de 24 horas
quiet-from = Silencio desde
quiet-to = Silencio hasta
quiet-for = { $span } de silencio
quiet-field-from = Desde
quiet-field-to = Hasta
snooze = Pausa
snooze-hour = 1 hora
snooze-tomorrow = Hasta mañana a las { $time }
snooze-off = Quitar
snooze-is-off = Desactivada. P0 siempre interrumpe.
snooze-until = Hasta { $time }. P0 interrumpe igualmente.
snooze-not-changed = Sin cambios: { $problem }
time-zone = Zona horaria
language-label = Idioma
lock-screen = Pantalla bloqueada
lock-screen-full = mostrar todo
lock-screen-redacted = ocultar importes y nombres

# The simulator of the exchange
exchange = Juega a ser el exchange
simulator-not-loaded = No se ha podido cargar el simulador. Vuelve a cargar la página.
exchange-preview = Vista previa de todos los textos
exchange-preview-title = Cada tipo en cada canal y en cada idioma
exchange-send = Enviar un evento
exchange-find = Buscar un evento
exchange-find-none = Ningún evento se llama así.
exchange-happen = Haz que pase algo
exchange-crash = Caída −20 %
exchange-burst = Ráfaga de 500
exchange-drop = Cortar la conexión
exchange-repeat = Volver a enviar el último
exchange-busy = Exchange con mucha actividad: varias historias a la vez
exchange-own = Un evento con tus propios datos
exchange-type = Tipo
exchange-optional = opcional
exchange-expires = Caduca en
exchange-expires-type = lo que diga su tipo
exchange-publish = Publicar
exchange-class-0 = crítico
exchange-class-1 = importante
exchange-class-2 = informativo
exchange-sent = Lo que se ha enviado
exchange-sent-list = Últimos eventos enviados
exchange-timeline = Recorrido
exchange-timeline-label = Recorrido de { $id }
exchange-sending = Enviando…
exchange-refused = Rechazado: { $problem }
exchange-sent-to = { $type } enviado a { $queues }
exchange-falls = { $symbol } cae un 20 % en { $seconds } s
exchange-burst-sent = Enviados: { $counts }
exchange-burst-count = { $count } a { $queue }
exchange-closed = { $count ->
        [one] El servidor ha cerrado { $count } conexión
       *[other] El servidor ha cerrado { $count } conexiones
    }
exchange-repeated = { $id } enviado otra vez: debes verlo una sola vez
exchange-pace-busy = Se cuentan muchas historias a la vez
exchange-pace-calm = Se cuenta una historia tras otra

# Faults of the providers; $fault is one of those below
faults = Fallos de los proveedores
faults-provider = Proveedor
faults-kind = Qué hace
faults-seconds = durante, en s
faults-on = Activar
faults-off = Quitar todos
faults-list = Fallos
faults-none = Todos los proveedores responden.
faults-unknown = El entorno de pruebas no responde.
faults-cleared = Todos los proveedores vuelven a responder
faults-set = A partir de ahora, durante { $span }: { $provider } { $fault }
faults-line = { $provider } { $fault }
faults-for = durante { $span }
faults-left = quedan { $count }
provider-push = FCM (push)
provider-telegram = Telegram
fault-hang = se cuelga (sin respuesta)
fault-500 = responde 500
fault-429 = limita (429)
fault-503_delivered = entrega, pero responde 503
fault-reset = corta la conexión
fault-garbage = responde algo ilegible
fault-unregistered = dice: no registrado
fault-403 = dice: bloqueado (403)
fault-401 = rechaza nuestras credenciales (401)
fault-invalid_argument = dice: argumento no válido

# The trader's devices, as the simulator shows them
phones = Qué muestran los dispositivos
phones-problem = No se pueden mostrar los dispositivos: el servidor local no responde.
phones-push = Notificaciones push
phones-telegram = Mensajes de Telegram
phones-mails = Correos
phones-bot = Bot del exchange
phones-exchange = Exchange
phones-silent = en silencio
phones-no-push = Aún no hay push
phones-no-messages = Aún no hay mensajes
phones-no-sms = Aún no hay SMS. Se envían si nadie confirma un P0 en 20 s.
phones-no-mail = Aún no hay correos. Aquí llegan liquidaciones e informes.
phones-all-mails = ‹ Todos los correos
phones-mail-to = para { $address }
phones-mail = Correo: { $subject }

# The inbox. $count is `0` to `100`, or `100+`; of -fold, $of is a symbol or the id of an order
inbox-notifications = Notificaciones
inbox-bell = { $count ->
        [0] Notificaciones, ninguna sin leer
       *[other] Notificaciones, { $count } sin leer
    }
inbox-unread-mark = sin leer
inbox-mark-read = Marcar como leída
inbox-mark-unread = Marcar como no leída
inbox-mark-all-read = Marcar todas como leídas
inbox-archive = Archivar
inbox-unarchive = Devolver a la bandeja
inbox-close = Cerrar
inbox-dismiss = Descartar
inbox-empty = Aún no hay nada
inbox-empty-hint = Aquí aparece lo que ocurre con tus órdenes y posiciones.
inbox-load-older = Mostrar anteriores
inbox-loading = Cargando…
inbox-end = Eso es todo
inbox-failed = No ha funcionado.
inbox-again = Reintentar
inbox-more = { $count } más
inbox-priority-urgent = Urgente
inbox-priority-important = Importante
inbox-details = Detalles de la entrega
inbox-filter = Mostrar
inbox-filter-all = Todas
inbox-filter-unread = Sin leer
inbox-filter-trades = Trading
inbox-filter-funds = Fondos
inbox-filter-alerts = Alertas
inbox-filter-security = Seguridad
inbox-filter-news = Novedades
inbox-filter-archived = Archivadas
inbox-search = Buscar por símbolo
inbox-no-match = Nada coincide
inbox-fold = { $count } más de { $of }
inbox-side-buy = Compra
inbox-side-sell = Venta
inbox-side-long = Largo
inbox-side-short = Corto
inbox-result = Resultado
inbox-desktop = Notificaciones de escritorio
inbox-sound = Sonido
inbox-blocked = Tu navegador las bloquea. Permítelas en sus ajustes para esta página.

# Types whose titles are not always the same
type-contact_changed = Contacto modificado
type-daily_report = Informe diario
type-funding_paid = Funding pagado
type-incident = Incidencia
type-preferences_weakened = Notificaciones reducidas
type-price_feed = Suministro de precios
type-stop_triggered = Stop activado
type-two_factor_changed = Verificación en dos pasos modificada
type-weekly_pnl_report = Informe semanal
