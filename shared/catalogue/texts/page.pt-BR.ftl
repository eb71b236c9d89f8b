# The Brazilian Portuguese texts of the trader's page. The format is in ../README.md; page.en.ftl says what the
# variables are.

# The whole page
page-title = Console de trading
skip = Ir para o conteúdo
start-failed = Não foi possível iniciar o console. Recarregue a página.
cancel = Cancelar
close = Fechar
undo = Desfazer
dismiss = Dispensar
messages-label = Mensagens
problems-label = Problemas
load-failed = Não foi possível carregar. Tente de novo.
loading-alerts = Carregando alertas…

# The two places of a local system, and the parts of the app
places-label = Lugares
places-app = App do trader
places-simulator = Simulador
jump-label = Nesta página

# What a first visitor reads; $lead and $link are the messages with these endings
welcome-label = Por onde começar
welcome-close = Entendi, não mostrar mais
welcome = { $lead } Defina um alerta no gráfico e escolha nas { $link } o que chega até você, e onde.
welcome-lead = Suas notificações, ao vivo.
welcome-link = preferências
welcome-app = { $lead } Defina um alerta no gráfico, ou abra o { $link } e liquide o trader.
welcome-app-lead = O app de um trader, ao vivo.
welcome-app-link = simulador
welcome-simulator = { $lead } Envie uma liquidação e veja aonde ela chega: como mensagem aqui, no celular e por e-mail.
welcome-simulator-lead = Você é a exchange.

# The footer; the name of TradingView, Inc. follows
foot-charts = Gráficos: TradingView Lightweight Charts™, copyright ©
foot-notice = Aviso
foot-licence = Licença

# The connection, in the header
connection-title = Conexão pela qual chegam suas notificações
connection-starting = Iniciando…
connection-system = O sistema está iniciando…
connection-failed = Não iniciado
connection-connecting = Conectando…
connection-open = Atualizando…
connection-synced = Ao vivo
connection-offline = Sem internet
connection-closed = Sessão encerrada
connection-waiting = Reconectando…
connection-waiting-for = Reconecta em { $seconds } s
connection-said-synced = Conexão: ao vivo
connection-said-waiting = Conexão perdida, reconectando
connection-said-offline = Você está sem internet

# The theme
theme-auto = Tema: como no sistema
theme-light = Tema: claro
theme-dark = Tema: escuro

# Times and spans; $days and the like are whole numbers, $number may have a fraction
clock-at = às { $time }
span-ms = { $number } ms
span-s = { $number } s
span-min-s = { $minutes } min { $seconds } s
span-min = { $minutes } min
span-h-min = { $hours } h { $minutes } min
span-h = { $hours } h
span-d = { $days } d

# Channels, as they are called in a list and in a sentence
channel-websocket = No app
channel-push = Push
channel-telegram = Telegram
channel-email = E-mail
channel-sms = SMS

# Why a delivery is in its state
reason-disabled = Você desativou este tipo.
reason-not_chosen = Você não escolheu este canal.
reason-threshold = Não está abaixo do limite que você definiu.
reason-min_score = Está abaixo do mínimo que você definiu.
reason-no_contact = Não há endereço, dispositivo ou chat para enviar.
reason-channel_not_deployed = Este sistema não atende o canal.
reason-superseded = Algo mais recente tornou isto obsoleto.
reason-already_notified = Você já foi avisado do mesmo pouco antes.
reason-over_cap = A cota deste canal acabou.
reason-country_not_allowed = Não se envia SMS para o país deste número.
reason-quiet_hours = Espera o fim do seu período de silêncio.
reason-snoozed = Espera o fim da sua pausa.
reason-backfill = É do passado e vai só para a caixa de entrada.

# Why a channel would not reach the trader
unreachable-no_contact-push = Nenhum dispositivo está registrado.
unreachable-no_contact-telegram = Nenhum chat do Telegram está vinculado.
unreachable-no_contact-email = Sua conta não tem e-mail, ou as mensagens voltaram.
unreachable-no_contact-sms = Sua conta não tem número de telefone.
unreachable-not_chosen-push = Você não escolheu push para nada desta classe.
unreachable-not_chosen-telegram = Você não escolheu o Telegram para nada desta classe.
unreachable-not_chosen-email = Você não escolheu e-mail para nada desta classe.
unreachable-not_chosen-sms = SMS é só para eventos críticos.
unreachable-quiet_hours = Período de silêncio: esperaria o fim. Eventos críticos chegam mesmo assim.
unreachable-snoozed = Em pausa: esperaria o fim. Eventos críticos chegam mesmo assim.
unreachable-disabled = Todos os eventos desta classe estão desativados.

# The states of a delivery
state-pending = pendente
state-deferred = adiado
state-retrying = tentando de novo
state-acked = confirmado
state-not_needed = não foi preciso
state-accepted = aceito
state-unknown = desconhecido
state-expired = expirado
state-suppressed = suprimido
state-dead_lettered = não entregável
dismissal-dismissal_requested = Remoção solicitada

# The results of one attempt
result-accepted = aceito
result-gone = não existe mais
result-refused = recusado
result-throttled = limitado
result-timeout = sem resposta
result-error = erro
result-routed = roteado

# Where a notification was seen
seen = Visto
seen-websocket = Visto no app
seen-push = Visto no celular
seen-telegram = Visto no Telegram
seen-email = Visto por e-mail
seen-sms = Visto por SMS
# $seen is one of these
seen-at = { $seen } às { $time }

# What went wrong, by the code of the server
problem = Não deu certo.
problem-bad_type = O servidor local só aceita JSON.
problem-busy = Isso já está em andamento.
problem-forbidden = Só o próprio console pode fazer isso.
problem-starting = O sistema ainda está iniciando.
problem-bad_field = Um dos valores não é possível.
problem-bad_json = O servidor não conseguiu ler a solicitação.
problem-disconnected = A conexão caiu antes de a resposta chegar.
problem-closed = Sua sessão foi encerrada.
problem-internal = Algo deu errado no servidor. Tente de novo.
problem-limit_reached = Você já tem o máximo possível. Exclua um primeiro.
problem-missing_field = Falta um valor.
problem-not_found = Isso não existe mais.
problem-timeout = O servidor não respondeu a tempo.
problem-too_large = É longo demais.
problem-too_many_requests = Muitas solicitações em pouco tempo. Espere um momento.
problem-unauthorized = O servidor não aceitou o token.
problem-unavailable = O servidor não está disponível agora.
problem-unknown_action = O servidor não sabe fazer isso.
problem-unreachable = Não foi possível acessar o servidor.
problem-version_conflict = Foi alterado em outro lugar nesse meio-tempo.

# What is wrong with a field
field-time = O horário fica entre 00:00 e 23:59.
field-switch = Isto é ligado ou desligado.
field-number = É um número de { $least } a { $most }.
field-range = De { $least } a { $most }.
field-channels = Aqui é preciso pelo menos um canal fora do app.
field-alert-condition = Escolha quando dispara.
field-alert-cooldownSeconds = A espera é um número inteiro de segundos, no máximo um dia.
field-alert-expiresAt = O fim precisa estar no futuro.
field-alert-note = Uma nota tem no máximo 280 caracteres, e só os que podem ser enviados.
field-alert-rearmPercent = O retorno é uma porcentagem de 0 a 50.
field-alert-targetPrice = Não pode haver um alerta neste preço.
field-preferences-language = Este idioma não é conhecido.
field-preferences-lockScreen = Escolha o que a tela bloqueada mostra.
field-preferences-quietHours = Início e fim devem ser diferentes e ficar entre 00:00 e 23:59.
field-preferences-timeZone = Este fuso horário não é conhecido: escreva um como Europe/Berlin.

# Why an event was rejected
rejection = Rejeitado com { $code }: { $why }.
rejection-at = Rejeitado com { $code } em { $field }: { $why }.
rejection-other = não pode ser lido
rejection-bad_json = não é um objeto JSON
rejection-unknown_type = não existe esse tipo de evento
rejection-missing_field = falta um campo
rejection-bad_field = um campo não pode ser lido
rejection-too_large = passa de 32 KiB
rejection-future_timestamp = ocorreu mais de 5 minutos no futuro

# Numbers that are typed; $ways are numbers, joined by "or"
number-empty = Digite um número.
number-none = Isto não é um número: escreva algarismos, como em { $example }.
number-other-rules = Pelas regras deste idioma ({ $language }), isto não é um número. Escreva { $ways }.
number-ambiguous = Isto pode ser lido de duas formas. Escreva { $ways }.
number-rules = Os números são lidos como neste idioma: { $language }.

# The market
market = Mercado
market-last-price = Último preço:
market-chart-of = Preço de { $symbol }, com níveis de alerta
market-chart-not-loaded = Não foi possível carregar o gráfico. Recarregue a página.
market-hint = Arraste um nível para movê-lo. Clique duas vezes para adicionar um.
market-zone = Os horários são de { $zone }.
market-waiting = Aguardando preços…
market-no-feed = Aqui não há preços
market-live = Preços ao vivo
market-stopped = Preços parados às { $time }
market-none = Sem preços
market-stale = A exchange avisa: os preços pararam
market-follow = Seguir
market-follow-hint = Avisos da exchange sobre { $symbol }
market-follow-failed = Não alterado: { $problem }

# Alerts
alert-add = + Alerta de preço
alert-levels = Níveis de alerta
alert-all = Todos os mercados
alert-empty = Ainda não há alertas. Clique duas vezes no gráfico ou adicione um.
alert-state-armed = ativo
alert-state-waiting = em espera
alert-state-paused = pausado
alert-state-fired = disparado
alert-state-expired = expirado
alert-state-saving = salvando
alert-level = Nível de alerta
alert-value = { $condition ->
        [above] acima de { $price }, { $state }
       *[below] abaixo de { $price }, { $state }
    }
alert-price-label = { $condition ->
        [above] Preço do alerta acima de { $price }
       *[below] Preço do alerta abaixo de { $price }
    }
alert-down = Descer o alerta de { $price }
alert-up = Subir o alerta de { $price }
alert-delete = Excluir o alerta de { $price }
alert-pause = Pausar o alerta de { $price }
alert-resume = Retomar o alerta de { $price }
alert-again = De novo
alert-again-label = Ativar de novo o alerta de { $price }
alert-fired = disparou às { $time } em { $price }
alert-recurring = recorrente, no máximo a cada { $span }
alert-once = uma vez
alert-until = até { $time }
alert-reading = Lido como { $price }. Enter move para lá.
alert-decimals = Aqui os preços têm no máximo { $count } casas decimais.
alert-deleted = Alerta de { $price } excluído.
alert-not-created = O alerta não foi criado: { $problem }
alert-not-restored = O alerta não foi restaurado: { $problem }
alert-not-moved = Não foi movido para { $price }: { $problem }
alert-not-deleted = Não foi excluído: { $problem }
alert-not-paused = Não foi pausado: { $problem }
alert-not-resumed = Não foi retomado: { $problem }
alert-not-read = Não foi possível ler os alertas: { $problem }
alert-demo-note = Demo: perto do preço, então logo é cruzado
alert-demo-failed = O alerta de demonstração não foi criado: { $problem }

# The form of a new alert; $symbol and $zone are elements
new-title = Novo alerta em { $symbol }
new-price = Preço
new-fires = Dispara
new-by-price = conforme o preço atual
new-above = neste preço ou acima
new-below = neste preço ou abaixo
new-percents = A partir do preço atual
new-recurring = Recorrente: repetidas vezes
new-cooldown = Espera, em s
new-rearm = Volta em, em %
new-until = Até (opcional, horário de { $zone })
new-note = Nota (opcional)
new-create = Criar alerta
new-create-at = Criar alerta em { $price }
new-fires-at = { $condition ->
        [above] Dispara quando o preço está em { $price } ou acima.
       *[below] Dispara quando o preço está em { $price } ou abaixo.
    }
new-no-price = Nenhum preço é conhecido: escolha quando dispara.
new-no-price-at = { $price }. Nenhum preço é conhecido: escolha quando dispara.
new-decimals = Os preços de { $symbol } têm no máximo { $count } casas decimais.

# The rules of levels
level-zero = Um nível fica acima de zero.
level-digits = Um nível tem no máximo { $count } dígitos antes da vírgula.
level-factor = Um nível é no máximo mil vezes o preço, que é { $price }.
level-twice-title = Você já tem este alerta
level-twice = { $condition ->
        [above] Já há um alerta ativo em { $price } ou acima. Um segundo diria o mesmo duas vezes.
       *[below] Já há um alerta ativo em { $price } ou abaixo. Um segundo diria o mesmo duas vezes.
    }
level-twice-yes = Criar duas vezes
level-far-title = Longe do preço
level-far = { $condition ->
        [above] O alerta dispararia em { $price } ou acima.
       *[below] O alerta dispararia em { $price } ou abaixo.
    }
level-far-by = { $direction ->
        [lower] O preço é { $price }: isso é { $percent } % mais baixo.
       *[higher] O preço é { $price }: isso é { $percent } % mais alto.
    }
level-far-yes = Criar em { $price }

# The alerts on all markets
overview-title = Alertas em todos os mercados
overview-empty = Não há alertas em nenhum mercado.
overview-show = Mostrar { $symbol }
overview-delete = Excluir o alerta de { $symbol } em { $price }
overview-deleted = { $symbol }: o alerta em { $price } foi excluído.

# What would reach the trader
reach-title = O que chegaria até você
reach-when = A que horas do dia?
reach-time = Horário do dia
reach-table = Canais pelos quais um evento importante chegaria até você
reach-channel = Canal
reach-now = Agora
reach-then = Às { $time }
reach-zone = { $time }, { $zone }
reach-yes = chega até você
reach-no = em silêncio
reach-summary = Um evento importante às { $time } chegaria até você por { $channels }.
reach-silent = Às { $time }, só um evento crítico acordaria você.
reach-not-read = Não foi possível ler o que chega até você: { $problem }
devices-title = Dispositivos
devices-none = Nenhum celular está registrado, então não há como enviar push.
devices-remove = Remover
devices-remove-label = Remover o dispositivo { $device } ({ $platform })
devices-not-removed = O dispositivo não foi removido: { $problem }
devices-since = desde { $time }
devices-register = Registrar o celular de demonstração
devices-not-registered = O celular não foi registrado: { $problem }
platform-ios = iPhone
platform-android = Celular Android
platform-web = Navegador
telegram-title = Telegram
telegram-link = Vincular o Telegram
telegram-unlink = Desvincular
telegram-none = Nenhum chat está vinculado.
telegram-unclear = Vinculado, ou não escolhido para nada desta classe.
telegram-linked = Um chat está vinculado.
telegram-not-linked = O Telegram não foi vinculado: { $problem }
telegram-not-unlinked = O Telegram não foi desvinculado: { $problem }
# $bot is a link with the text of telegram-bot, $code a command
telegram-code = Abra { $bot } e envie { $code } em até { $minutes } minutos.
telegram-bot = o bot

# The test notification
test-title = Teste
test-send = Enviar uma notificação de teste
test-sms = também por SMS
test-limit = É possível enviar um teste a cada 10 minutos. Tente mais tarde.
test-not-loaded = Não foi possível carregar o teste. Tente de novo.
test-table = O que aconteceu com a notificação de teste
test-accepted = Aceito
test-seen = Visto
test-not-sent = não enviado
test-sending = Enviando…
test-waiting = Enviada. Aguardando os canais…
test-unseen = Enviada. Ainda não foi vista.
test-not-read = Não foi possível ler o resultado: { $problem }
test-refused = Não enviada. { $problem }
# $text is a state with its reason, $result that of the last attempt
test-attempt = { $text } ({ $result } às { $time })

# The timeline
timeline-title = Percurso
timeline-of = Percurso: { $notification }
timeline-follow = seguir a mais recente
timeline-empty = Nada chegou ainda. O percurso da última notificação aparece aqui.
timeline-problem = Nada se sabe de { $id }: { $problem }
timeline-missing = Não há notificação { $id }.
timeline-chart = Etapas em um eixo de tempo
timeline-chart-label = As etapas em um eixo de tempo desde o evento; a tabela abaixo mostra o mesmo.
timeline-table = Etapas da notificação
timeline-hop = Etapa
timeline-at = Hora
timeline-since = Desde o evento
timeline-took = Duração
timeline-result = Resultado
timeline-route = Exchange → roteado
timeline-occurred = Ocorrido
timeline-at-exchange = na exchange
timeline-routed = Roteado
timeline-from-queue = retirado da fila
timeline-until = até { $time }
timeline-socket = { $channel }, socket { $number }
timeline-try = { $channel }, tentativa { $number }
timeline-ack = Confirmação
timeline-ack-after = confirmado { $span }
timeline-no-ack = ainda não

# Where a notification leads
follow-elsewhere = Isto leva a { $link } no app da exchange, que não faz parte desta página.
follow-details = Detalhes da entrega

# Signing in
sign-in = Entrar
sign-in-text = Este console usa o token da sua exchange. Ele fica nesta aba até você sair ou fechá-la.
sign-in-token = Token
sign-in-no-token = Isto não é um token: ele tem três partes separadas por pontos.
sign-in-refused = O servidor não aceitou o token. Talvez ele tenha expirado.
sign-in-as = Sessão de
sign-in-failed = Não foi possível entrar como { $trader }: o servidor local não respondeu.
sign-out = Sair
sign-out-elsewhere = Você saiu em outra aba.
link-unreadable = O link tinha um token ilegível. Ele foi ignorado.
link-title = Entrar como outra pessoa?
link-text = Este link faz você entrar como { $trader }. Você está na sessão de { $user }.
link-warning = Se você não esperava por isso, fique.
link-yes = Entrar como { $trader }
link-no = Continuar como { $user }
leave-title = Preferências não salvas
leave-text = { $user } alterou preferências que não foram salvas. Elas seriam perdidas.
leave-yes = Descartar
leave-no = Ficar

# The demo traders' devices
demo-bot-silent = O bot não respondeu.
demo-failed = Não foi possível configurar o celular de demonstração: { $problem }

# The preferences
preferences = Preferências
preferences-table = Do que você é avisado, e onde
preferences-conflict = Conflito
preferences-section = Evento
preferences-on = Ativo
preferences-always = sempre
preferences-always-title = Sempre ativo
preferences-mandatory = Não pode ser desativado
preferences-sms-title = SMS é enviado só para P0
preferences-on-label = { $section }: ativo
preferences-channel-label = { $section } por { $channel }
preferences-option-label = { $section }: { $option }
preferences-discard = Descartar
preferences-save = Salvar
preferences-not-read = Não foi possível ler: { $problem }
preferences-account = Como na sua conta
preferences-changes = { $count ->
        [one] { $count } alteração não salva
       *[other] { $count } alterações não salvas
    }
preferences-not-saved = Não salvo
preferences-saving = Salvando…
preferences-saved = Salvo como versão { $version }
preferences-saved-with = Salvo como versão { $version }, junto com o que foi alterado em outro lugar: { $places }
preferences-refused = Não salvo: { $problem }
preferences-refused-at = Não salvo: { $place }: { $problem }
preferences-shown = A versão { $version } está sendo mostrada
preferences-zone = { $zone }
preferences-zone-account = { $zone } (o da sua conta)
preferences-zone-browser = { $zone } (o deste navegador; sua conta pode ter outro)

# Places of the preferences, as a sentence about a conflict names them
place-timeZone = Fuso horário
place-language = Idioma
place-quietHours = Período de silêncio
place-lockScreen = Tela bloqueada
place-enabled = ativo
place-channels = canais
place-from = de
place-to = até
value-none = nenhum
value-yes = sim
value-no = não
value-account = como na sua conta

# The preferences were changed in two places
conflict-title = Alterado em outro lugar nesse meio-tempo
conflict-text = Outra aba ou outro dispositivo seu salvou a versão { $version }. Os dois alteraram isto:
conflict-table = O que é diferente
conflict-setting = Ajuste
conflict-theirs = O de lá
conflict-yours = O daqui
conflict-take = Usar o de lá
conflict-save = Salvar o meu por cima
conflict-status = Não salvo: alterado em outro lugar nesse meio-tempo

# The groups of the preferences; $count sections, of which $off are switched off
group-trades = Trading
group-funds = Fundos
group-alerts = Alertas
group-security = Segurança
group-news = Novidades
group-summary = { $off ->
        [0] { $count } tipos, todos ativos
       *[other] { $count } tipos, { $off } desativados
    }

# What a section would send; $language is the name of a language in itself
preview = Prévia
preview-of = Prévia: { $section }
preview-examples = Exemplos
preview-hint = Exemplos em { $language }. O que está cinza é enviado quando você escolhe o canal.
preview-hint-off = Exemplos em { $language }. Agora estão desativados: nada disto é enviado.
preview-not-chosen = não escolhido
preview-not-loaded = Não foi possível carregar a prévia. Tente de novo.

# A change after which the trader hears less of what is critical; $lost and $kept are lists of channels
weakening-title = Receber menos avisos do que é crítico?
weakening-notice = Um aviso de segurança desta alteração vai para todos os seus contatos.
weakening-yes = Salvar
weakening-no = Não salvar
weakening-off = { $section }: desativado. Nada mais avisa você, nem o app.
weakening-in-app = { $section }: só no app. Com esta página e o app fechados, nada avisa você.
weakening-lost = { $section }: não mais por { $lost }. Continua por: { $kept }.
weakening-lowered = { $section }: { $option }: { $after } em vez de { $before }. Você é avisado mais tarde.

# Quiet hours and snooze
quiet-hours = Período de silêncio
quiet-hint = Nesse período só o que é crítico interrompe você. O resto espera o fim.
quiet-clock = Período de silêncio em um relógio de 24 horas
quiet-from = Silêncio a partir de
quiet-to = Silêncio até
quiet-for = { $span } de silêncio
quiet-field-from = De
quiet-field-to = Até
snooze = Pausa
snooze-hour = 1 hora
snooze-tomorrow = Até amanhã às { $time }
snooze-off = Desligar
snooze-is-off = Desligada. P0 sempre interrompe.
snooze-until = Até { $time }. P0 interrompe mesmo assim.
snooze-not-changed = Não alterado: { $problem }
time-zone = Fuso horário
language-label = Idioma
lock-screen = Tela bloqueada
lock-screen-full = mostrar tudo
lock-screen-redacted = ocultar valores e nomes

# The simulator of the exchange
exchange = Faça o papel da exchange
simulator-not-loaded = Não foi possível carregar o simulador. Recarregue a página.
exchange-preview = Prévia de todos os textos
exchange-preview-title = Cada tipo em cada canal e em cada idioma
exchange-send = Enviar um evento
exchange-find = Buscar um evento
exchange-find-none = Nenhum evento tem esse nome.
exchange-happen = Fazer algo acontecer
exchange-crash = Queda −20 %
exchange-burst = Rajada de 500
exchange-drop = Derrubar a conexão
exchange-repeat = Enviar o último de novo
exchange-busy = Exchange movimentada: muitas histórias ao mesmo tempo
exchange-own = Um evento com seus próprios dados
exchange-type = Tipo
exchange-optional = opcional
exchange-expires = Expira em
exchange-expires-type = conforme o tipo
exchange-publish = Publicar
exchange-class-0 = crítico
exchange-class-1 = importante
exchange-class-2 = informativo
exchange-sent = O que foi enviado
exchange-sent-list = Últimos eventos enviados
exchange-timeline = Percurso
exchange-timeline-label = Percurso de { $id }
exchange-sending = Enviando…
exchange-refused = Recusado: { $problem }
exchange-sent-to = { $type } enviado para { $queues }
exchange-falls = { $symbol } cai 20 % em { $seconds } s
exchange-burst-sent = Enviados: { $counts }
exchange-burst-count = { $count } para { $queue }
exchange-closed = { $count ->
        [one] O servidor fechou { $count } conexão
       *[other] O servidor fechou { $count } conexões
    }
exchange-repeated = { $id } enviado mais uma vez: você deve ver só uma
exchange-pace-busy = Muitas histórias são contadas ao mesmo tempo
exchange-pace-calm = Uma história é contada após a outra

# Faults of the providers; $fault is one of those below
faults = Falhas dos provedores
faults-provider = Provedor
faults-kind = O que ele faz
faults-seconds = por, em s
faults-on = Ativar
faults-off = Desativar todas
faults-list = Falhas
faults-none = Todos os provedores respondem.
faults-unknown = O ambiente de testes não responde.
faults-cleared = Todos os provedores voltaram a responder
faults-set = A partir de agora, por { $span }: { $provider } { $fault }
faults-line = { $provider } { $fault }
faults-for = por { $span }
faults-left = faltam { $count }
provider-push = FCM (push)
provider-telegram = Telegram
fault-hang = trava (sem resposta)
fault-500 = responde 500
fault-429 = limita (429)
fault-503_delivered = entrega, mas responde 503
fault-reset = derruba a conexão
fault-garbage = responde algo ilegível
fault-unregistered = diz: não registrado
fault-403 = diz: bloqueado (403)
fault-401 = recusa nossas credenciais (401)
fault-invalid_argument = diz: argumento inválido

# The trader's devices, as the simulator shows them
phones = O que os dispositivos mostram
phones-problem = Não é possível mostrar os dispositivos: o servidor local não responde.
phones-push = Notificações push
phones-telegram = Mensagens do Telegram
phones-mails = E-mails
phones-bot = Bot da exchange
phones-exchange = Exchange
phones-silent = silencioso
phones-no-push = Nenhum push ainda
phones-no-messages = Nenhuma mensagem ainda
phones-no-sms = Nenhum SMS ainda. São enviados quando ninguém confirma um P0 em 20 s.
phones-no-mail = Nenhum e-mail ainda. Liquidações e relatórios chegam aqui.
phones-all-mails = ‹ Todos os e-mails
phones-mail-to = para { $address }
phones-mail = E-mail: { $subject }

# The inbox. $count is `0` to `100`, or `100+`; of -fold, $of is a symbol or the id of an order
inbox-notifications = Notificações
inbox-bell = { $count ->
        [0] Notificações, nenhuma não lida
        [one] Notificações, { $count } não lida
       *[other] Notificações, { $count } não lidas
    }
inbox-unread-mark = não lida
inbox-mark-read = Marcar como lida
inbox-mark-unread = Marcar como não lida
inbox-mark-all-read = Marcar todas como lidas
inbox-archive = Arquivar
inbox-unarchive = Voltar para a caixa de entrada
inbox-close = Fechar
inbox-dismiss = Dispensar
inbox-empty = Nada por aqui ainda
inbox-empty-hint = O que acontece com suas ordens e posições aparece aqui.
inbox-load-older = Mostrar mais antigas
inbox-loading = Carregando…
inbox-end = Isso é tudo
inbox-failed = Não deu certo.
inbox-again = Tentar de novo
inbox-more = mais { $count }
inbox-priority-urgent = Urgente
inbox-priority-important = Importante
inbox-details = Detalhes da entrega
inbox-filter = Mostrar
inbox-filter-all = Todas
inbox-filter-unread = Não lidas
inbox-filter-trades = Trading
inbox-filter-funds = Fundos
inbox-filter-alerts = Alertas
inbox-filter-security = Segurança
inbox-filter-news = Novidades
inbox-filter-archived = Arquivadas
inbox-search = Buscar por símbolo
inbox-no-match = Nada encontrado
inbox-fold = mais { $count } de { $of }
inbox-side-buy = Compra
inbox-side-sell = Venda
inbox-side-long = Long
inbox-side-short = Short
inbox-result = Resultado
inbox-desktop = Notificações na área de trabalho
inbox-sound = Som
inbox-blocked = Seu navegador as bloqueia. Permita-as nas configurações dele para esta página.

# Types whose titles are not always the same
type-contact_changed = Contato alterado
type-daily_report = Relatório diário
type-funding_paid = Funding pago
type-incident = Incidente
type-preferences_weakened = Notificações reduzidas
type-price_feed = Fonte de preços
type-stop_triggered = Stop acionado
type-two_factor_changed = Autenticação de dois fatores alterada
type-weekly_pnl_report = Relatório semanal
