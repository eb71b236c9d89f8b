# The Brazilian Portuguese texts. The format is in ../README.md; en.ftl says what the variables are.
# The texts of an SMS are written without accents, because the GSM alphabet lacks most of them.

# The language
language-name = Português (Brasil)
language-direction = ltr

# Dates: $day, $month, $year, $day2, $month2
date = { $day2 }/{ $month2 }/{ $year }

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
        [absent] Nada que ainda seja relevante
       *[present] { $counts }
    }
    .title = { $size ->
        [one] { $size } notificação do período de silêncio
       *[other] { $size } notificações do período de silêncio
    }
    .short = { $counts ->
        [absent] Nada que ainda seja relevante
       *[present] { $counts }
    }
    .sms = { $size ->
        [one] { $size } notificacao do periodo de silencio
       *[other] { $size } notificacoes do periodo de silencio
    }: { $counts ->
        [absent] Nada que ainda seja relevante
       *[present] { $counts }
    }
    .expired = { $expired ->
        [one] Mais { $expired } já expirou
       *[other] Mais { $expired } já expiraram
    }
    .count = { $count ->
        [one] { $count } resumo
       *[other] { $count } resumos
    }

# Merged notifications: $size, $groups, $others, $expired; .group: $counted, $subject; .count: $count
merged_notifications = { $others ->
        [0] { $groups }
       *[other] { $groups } e mais { $others }
    }
    .title = { $size ->
        [1] Mais { $size } notificação
       *[other] { $size } notificações em pouco tempo
    }
    .short = { $others ->
        [0] { $groups }
       *[other] { $groups } e mais { $others }
    }
    .sms = { $others ->
        [0] { $groups }
       *[other] { $groups } e mais { $others }
    }
    .expired = { $expired ->
        [one] Mais { $expired } já expirou
       *[other] Mais { $expired } já expiraram
    }
    .group = { $counted } em { $subject }
    .count = { $count ->
        [one] { $count } resumo
       *[other] { $count } resumos
    }

# The frame of an e-mail: $code
email-greeting = Olá,
email-footer = Você escolhe quais mensagens recebe por e-mail nas suas configurações de notificação.
email-unsubscribe = Não receber mais e-mails deste tipo
email-open = Abrir no app
email-ack = Marcar como vista
email-support = Ajuda e suporte
anti-phishing = Seu código antiphishing: { $code }

# Pushes
push-redacted = Abra o app para ver.
    .title = Nova notificação
push-ack = Visto

# The sections of the preferences; .in-sentence stands after "sobre"
section-liquidation = Liquidações
    .in-sentence = liquidações
section-liquidationWarning = Chamadas de margem
    .in-sentence = chamadas de margem
    .thresholdPercent = Notificar com índice de margem abaixo de (%)
    .repeat = Repetir até ser vista
section-orderFilled = Ordens executadas
    .in-sentence = ordens executadas
section-priceAlert = Alertas de preço
    .in-sentence = alertas de preço
section-partialFill = Execuções parciais
    .in-sentence = execuções parciais
section-deposit = Depósitos
    .in-sentence = depósitos
section-newListing = Novas listagens
    .in-sentence = novas listagens
    .minScore = Pontuação mínima
section-weeklyReport = Relatório semanal
    .in-sentence = relatórios semanais
section-dailyReport = Relatório diário
    .in-sentence = relatórios diários
    .time = Horário
section-referral = Recompensas de indicação
    .in-sentence = recompensas de indicação
section-orderClosed = Ordens canceladas e rejeitadas
    .in-sentence = ordens canceladas e rejeitadas
section-stopTriggered = Ordens stop acionadas
    .in-sentence = ordens stop acionadas
section-funding = Taxas de financiamento
    .in-sentence = taxas de financiamento
section-withdrawal = Saques e transferências
    .in-sentence = saques e transferências
section-p2p = Transações P2P
    .in-sentence = transações P2P
section-card = Pagamentos com cartão
    .in-sentence = pagamentos com cartão
section-copyTrading = Copy trading
    .in-sentence = copy trading
section-earn = Produtos Earn
    .in-sentence = produtos Earn
section-trading = Contratos próximos do vencimento
    .in-sentence = contratos próximos do vencimento
section-market = Suspensões de negociação e manutenção
    .in-sentence = suspensões de negociação e manutenção
section-account = Verificação e taxas
    .in-sentence = verificação e taxas
section-reports = Extratos e relatórios fiscais
    .in-sentence = extratos e relatórios fiscais
section-news = Comunicados
    .in-sentence = comunicados

# The replies of the Telegram bot: $account, $elsewhere
telegram-ask-linked = Chat vinculado à conta { $account } por 24 horas.{ $elsewhere ->
        [yes] { " " }Atenção: este chat já está vinculado a outra conta.
       *[no] { "" }
    } Você recebe aqui as notificações dessa conta. A conta é sua? Responda SIM para manter o vínculo ou NÃO para encerrá-lo. Se outra pessoa enviou o link para você, responda NÃO.
telegram-ask-moved = As notificações da conta { $account } vão para outro chat.{ $elsewhere ->
        [yes] { " " }Atenção: este chat já está vinculado a outra conta.
       *[no] { "" }
    } A conta é sua e você quer passar a recebê-las aqui? Responda SIM em até 24 horas, ou NÃO. Se outra pessoa enviou o link para você, responda NÃO.
telegram-linked = Chat vinculado à conta { $account }. A partir de agora, você recebe suas notificações aqui. Para parar, envie /stop.
telegram-bad-code = Este código não é válido ou já expirou. Abra o app da exchange e vincule o Telegram novamente.
telegram-unlinked = Você não recebe mais notificações aqui.
telegram-nothing-to-confirm = Não há nada para confirmar aqui.
telegram-how-to = Para receber suas notificações aqui, abra o app da exchange e vincule o Telegram nas configurações. Para parar, envie /stop.
telegram-try-again = Não deu certo. Tente novamente em um minuto.
telegram-yes = Sim, é minha
telegram-no = Não
telegram-yes-words = sim s yes y ok /yes /confirm
telegram-no-words = não nao n no /no

# The ack of a notification in a Telegram chat, and the other commands of the bot: $channel, $time, $until,
# $channels, $from, $to, $zone
telegram-seen = Visto
telegram-seen-on = { $channel ->
        [websocket] Visto no app às { $time }
        [push] Visto por push às { $time }
        [telegram] Visto no Telegram às { $time }
        [email] Visto por e-mail às { $time }
       *[sms] Visto por SMS às { $time }
    }
telegram-ok-words = ok okay visto vista blz beleza
telegram-nothing-to-ack = Não há nada para marcar como visto aqui.
telegram-snoozed = Em pausa até { $until }. Até lá, você recebe só as notificações mais urgentes. Para encerrar a pausa, envie /snooze off.
telegram-snooze-ended = A pausa terminou. Você volta a receber suas notificações normalmente.
telegram-snooze-usage = Envie /snooze 2h, /snooze 30m ou /snooze off. Uma pausa dura no máximo 7 dias.
telegram-reachable = Você recebe notificações por: { $channels }
telegram-quiet-hours = Período de silêncio: das { $from } às { $to } ({ $zone })
telegram-quiet-off = Período de silêncio: desativado
telegram-quiet-usage = Envie /quiet 23:00 07:00 ou /quiet off. Os horários são os do seu fuso.

# The name of a channel in a list: $channel
channel-name = { $channel ->
        [websocket] app
        [push] push
        [telegram] Telegram
        [email] e-mail
       *[sms] SMS
    }

# The pages of the unsubscribe link
unsubscribe-ask = Você não receberá mais e-mails deste tipo. Suas outras notificações continuam como estão.
    .title = Cancelar inscrição
    .button = Cancelar inscrição
unsubscribe-done = Você não recebe mais e-mails deste tipo. Para voltar a recebê-los, ative-os nas suas configurações.
    .title = Inscrição cancelada
unsubscribe-ended = Nada foi alterado. Você pode desativar estes e-mails nas configurações de notificação do app.
    .title = Este link expirou
unsubscribe-outdated = Você reativou os e-mails depois que este link foi enviado, por isso nada foi alterado. Você pode desativá-los nas configurações de notificação do app.
    .title = Este link está desatualizado
unsubscribe-mandatory = Eles avisam sobre perdas ou alterações na sua conta. Nada foi alterado.
    .title = Estes e-mails não podem ser desativados aqui

# The page of the link that marks a notification as seen
ack-ask = Assim sabemos que você a viu e podemos parar de lembrar você dela.
    .title = Você viu esta notificação?
    .button = Marcar como vista
ack-done = Marcada como vista
ack-ended = Abra o app para ver suas notificações.
    .title = Este link não é mais válido
ack-failed = Não foi possível concluir. Tente novamente.
ack-no-script = Esta página precisa de JavaScript. Você também pode abrir a notificação no app.

# The event types

position_liquidated = Sua posição { $side ->
        [long] long
       *[short] short
    } de { $quantity } { $symbol } foi liquidada a { $liquidation_price }
    .title = Posição liquidada
    .subject = Posição liquidada: { $symbol }
    .short = Sua posição { $side ->
        [long] long
       *[short] short
    } de { $quantity } foi liquidada a { $liquidation_price }
    .sms = Posicao liquidada: { $side ->
        [long] long
       *[short] short
    } { $quantity } { $symbol } a { $liquidation_price }
    .count = { $count ->
        [one] { $count } liquidação
       *[other] { $count } liquidações
    }
    .realized_pnl = PnL realizado
    .realized_pnl-sms = PnL
    .position_id = Posição
    .client_order_id = ID da ordem do cliente

margin_call = { $symbol ->
        [absent] Sua conta está com índice de margem de { $margin_ratio_percent }% (liquidação em 100%)
       *[present] { $symbol } está com índice de margem de { $margin_ratio_percent }% (liquidação em 100%)
    }
    .title = Chamada de margem
    .subject = { $symbol ->
        [absent] Chamada de margem: sua conta
       *[present] Chamada de margem: { $symbol }
    }
    .short = Índice de margem: { $margin_ratio_percent }% (liquidação em 100%)
    .sms = { $symbol ->
        [absent] Chamada de margem: sua conta em { $margin_ratio_percent }% (liquidacao em 100%)
       *[present] Chamada de margem: { $symbol } em { $margin_ratio_percent }% (liquidacao em 100%)
    }
    .count = { $count ->
        [one] { $count } chamada de margem
       *[other] { $count } chamadas de margem
    }
    .liquidation_price = Preço de liquidação
    .liquidation_price-sms = Preco de liq.
    .mark_price = Preço de marcação
    .mark_price-sms = Marcacao
    .position_id = Posição

order_filled = { $side ->
        [buy] Compra
       *[sell] Venda
    } de { $quantity } { $symbol } executada a { $price }
    .title = Ordem executada
    .subject = Ordem executada: { $symbol }
    .short = { $side ->
        [buy] Compra
       *[sell] Venda
    } de { $quantity } executada a { $price }
    .sms = Ordem executada: { $side ->
        [buy] compra
       *[sell] venda
    } de { $quantity } { $symbol } a { $price }
    .count = { $count ->
        [one] { $count } ordem executada
       *[other] { $count } ordens executadas
    }
    .fee = { SIGN($fee) ->
        [negative] Rebate
       *[other] Taxa
    }
    .fee-sms = { SIGN($fee) ->
        [negative] Rebate
       *[other] Taxa
    }
    .order_id = Ordem
    .client_order_id = ID da ordem do cliente

price_alert = { $symbol } está em { $current_price } (seu alerta: { $condition ->
        [above] acima de
       *[below] abaixo de
    } { $target_price })
    .title = Alerta de preço
    .subject = Alerta de preço: { $symbol }
    .short = Agora em { $current_price } (seu alerta: { $condition ->
        [above] acima de
       *[below] abaixo de
    } { $target_price })
    .sms = Alerta de preco: { $symbol } em { $current_price } ({ $condition ->
        [above] acima de
       *[below] abaixo de
    } { $target_price })
    .count = { $count ->
        [one] { $count } alerta de preço
       *[other] { $count } alertas de preço
    }
    .note = Sua nota
    .note-sms = Nota

price_feed = { $state ->
        [stale] Sem preço de { $symbol } desde { $last_tick_at }
       *[resumed] Os preços de { $symbol } voltaram
    }
    .title = { $state ->
        [stale] Preços interrompidos
       *[resumed] Preços restabelecidos
    }
    .subject = { $state ->
        [stale] Preços interrompidos: { $symbol }
       *[resumed] Preços restabelecidos: { $symbol }
    }
    .short = { $state ->
        [stale] Sem preço desde { $last_tick_at }
       *[resumed] Os preços voltaram a ser atualizados
    }
    .sms = { $state ->
        [stale] Sem preco de { $symbol } desde { $last_tick_at }: seus alertas para este par nao podem disparar
       *[resumed] Os precos de { $symbol } voltaram: seus alertas para este par estao ativos de novo
    }
    .more = { $state ->
        [stale] Seus alertas para este par não disparam até que os preços voltem
       *[resumed] Seus alertas para este par estão ativos novamente
    }
    .count = { $count ->
        [one] { $count } aviso sobre o feed de preços
       *[other] { $count } avisos sobre o feed de preços
    }

order_partially_filled = { $side ->
        [buy] Compra
       *[sell] Venda
    } parcial de { $filled_quantity } { $symbol } executada a { $price }
    .title = Ordem parcialmente executada
    .subject = Ordem parcialmente executada: { $symbol }
    .short = { $side ->
        [buy] Compra
       *[sell] Venda
    } parcial de { $filled_quantity } executada a { $price }
    .sms = Ordem parcialmente executada: { $side ->
        [buy] compra
       *[sell] venda
    } de { $filled_quantity } { $symbol } a { $price }
    .count = { $count ->
        [one] { $count } execução parcial
       *[other] { $count } execuções parciais
    }
    .remaining_quantity = Quantidade em aberto
    .remaining_quantity-sms = Em aberto
    .order_id = Ordem
    .client_order_id = ID da ordem do cliente

deposit_credited = Depósito de { $amount } creditado na sua conta
    .title = Depósito creditado
    .subject = Depósito creditado: { $amount }
    .short = O valor já está na sua conta
    .sms = Deposito creditado: { $amount }
    .count = { $count ->
        [one] { $count } depósito
       *[other] { $count } depósitos
    }
    .network = Rede
    .tx_id = Transação
    .deposit_id = Depósito

new_listing = { $name ->
        [absent] Nova listagem: { $symbol }, pontuação { $score }
       *[present] Nova listagem: { $name } ({ $symbol }), pontuação { $score }
    }
    .title = Nova listagem
    .subject = Nova listagem: { $symbol }
    .short = { $name ->
        [absent] Pontuação { $score }
       *[present] { $name }, pontuação { $score }
    }
    .sms = { $name ->
        [absent] Nova listagem: { $symbol }, pontuacao { $score }
       *[present] Nova listagem: { $symbol }, { $name }, pontuacao { $score }
    }
    .count = { $count ->
        [one] { $count } nova listagem
       *[other] { $count } novas listagens
    }
    .trading_starts_at = Início das negociações
    .trading_starts_at-sms = Inicio das negociacoes

weekly_pnl_report = PnL realizado: { $realized_pnl }
    .title = Relatório semanal, semana { WEEK($week) } de { YEAR($week) }
    .short = PnL realizado: { $realized_pnl }
    .sms = Semana { WEEK($week) }/{ YEAR($week) }: PnL realizado { $realized_pnl }
    .count = { $count ->
        [one] { $count } relatório
       *[other] { $count } relatórios
    }
    .unrealized_pnl = PnL não realizado
    .unrealized_pnl-sms = Nao realizado
    .trades = Negociações
    .trades-sms = Negociacoes
    .volume = Volume

# $counts
daily_report = { $counts ->
        [absent] Sem atividade
       *[present] { $counts }
    }
    .title = Relatório diário de { $day }
    .short = { $counts ->
        [absent] Sem atividade
       *[present] { $counts }
    }
    .sms = { $day }: { $counts ->
        [absent] Sem atividade
       *[present] { $counts }
    }
    .count = { $count ->
        [one] { $count } relatório
       *[other] { $count } relatórios
    }
    .realized_pnl = PnL realizado
    .realized_pnl-sms = PnL
    .unrealized_pnl = PnL não realizado
    .unrealized_pnl-sms = Nao realizado

referral_accrued = Você ganhou { $amount } com suas indicações
    .title = Recompensa de indicação
    .subject = Recompensa de indicação: { $amount }
    .short = Você ganhou com suas indicações
    .sms = Recompensa de indicacao: { $amount }
    .count = { $count ->
        [one] { $count } recompensa de indicação
       *[other] { $count } recompensas de indicação
    }
    .referral_count = Suas indicações
    .accrual_id = Crédito

contact_changed = { $change ->
        [added] { $kind ->
            [email] Um endereço de e-mail foi adicionado à sua conta
            [phone] Um número de telefone foi adicionado à sua conta
            [telegram] Um chat do Telegram foi adicionado à sua conta
           *[device] Um dispositivo foi adicionado à sua conta
        }
        [removed] { $kind ->
            [email] Um endereço de e-mail foi removido da sua conta
            [phone] Um número de telefone foi removido da sua conta
            [telegram] Um chat do Telegram foi removido da sua conta
           *[device] Um dispositivo foi removido da sua conta
        }
        [moved] { $kind ->
            [email] Um dos seus endereços de e-mail agora pertence a outra conta
            [phone] Um dos seus números de telefone agora pertence a outra conta
            [telegram] Um dos seus chats do Telegram agora pertence a outra conta
           *[device] Um dos seus dispositivos agora pertence a outra conta
        }
       *[absent] { $kind ->
            [email] O endereço de e-mail da sua conta foi alterado
            [phone] O número de telefone da sua conta foi alterado
            [telegram] O chat do Telegram da sua conta foi alterado
           *[device] O dispositivo da sua conta foi alterado
        }
    }
    .title = Aviso de segurança
    .subject = { $kind ->
        [email] Aviso de segurança: endereço de e-mail
        [phone] Aviso de segurança: número de telefone
        [telegram] Aviso de segurança: chat do Telegram
       *[device] Aviso de segurança: dispositivo
    }
    .short = { $change ->
        [added] { $kind ->
            [email] Um endereço de e-mail foi adicionado à sua conta
            [phone] Um número de telefone foi adicionado à sua conta
            [telegram] Um chat do Telegram foi adicionado à sua conta
           *[device] Um dispositivo foi adicionado à sua conta
        }
        [removed] { $kind ->
            [email] Um endereço de e-mail foi removido da sua conta
            [phone] Um número de telefone foi removido da sua conta
            [telegram] Um chat do Telegram foi removido da sua conta
           *[device] Um dispositivo foi removido da sua conta
        }
        [moved] { $kind ->
            [email] Um dos seus endereços de e-mail agora pertence a outra conta
            [phone] Um dos seus números de telefone agora pertence a outra conta
            [telegram] Um dos seus chats do Telegram agora pertence a outra conta
           *[device] Um dos seus dispositivos agora pertence a outra conta
        }
       *[absent] { $kind ->
            [email] O endereço de e-mail da sua conta foi alterado
            [phone] O número de telefone da sua conta foi alterado
            [telegram] O chat do Telegram da sua conta foi alterado
           *[device] O dispositivo da sua conta foi alterado
        }
    }
    .sms = Aviso de seguranca: { $change ->
        [added] { $kind ->
            [email] um endereco de e-mail foi adicionado a sua conta
            [phone] um numero de telefone foi adicionado a sua conta
            [telegram] um chat do Telegram foi adicionado a sua conta
           *[device] um dispositivo foi adicionado a sua conta
        }
        [removed] { $kind ->
            [email] um endereco de e-mail foi removido da sua conta
            [phone] um numero de telefone foi removido da sua conta
            [telegram] um chat do Telegram foi removido da sua conta
           *[device] um dispositivo foi removido da sua conta
        }
        [moved] { $kind ->
            [email] um dos seus enderecos de e-mail agora pertence a outra conta
            [phone] um dos seus numeros de telefone agora pertence a outra conta
            [telegram] um dos seus chats do Telegram agora pertence a outra conta
           *[device] um dos seus dispositivos agora pertence a outra conta
        }
       *[absent] { $kind ->
            [email] o endereco de e-mail da sua conta foi alterado
            [phone] o numero de telefone da sua conta foi alterado
            [telegram] o chat do Telegram da sua conta foi alterado
           *[device] o dispositivo da sua conta foi alterado
        }
    }. Se nao foi voce, proteja sua conta no app agora
    .more = Se não foi você, proteja sua conta imediatamente
    .count = { $count ->
        [one] { $count } aviso de segurança
       *[other] { $count } avisos de segurança
    }
    .new_masked = Contato

# $section is the .in-sentence of its section
preferences_weakened = Suas notificações sobre { $section } foram reduzidas
    .title = Aviso de segurança
    .subject = Aviso de segurança: configurações de notificação
    .short = Suas notificações sobre { $section } foram reduzidas
    .sms = Aviso de seguranca: suas notificacoes sobre { $section } foram reduzidas
    .more = Se não foi você, proteja sua conta imediatamente
    .count = { $count ->
        [one] { $count } aviso de segurança
       *[other] { $count } avisos de segurança
    }

position_partially_liquidated = Sua posição { $side ->
        [long] long
       *[short] short
    } em { $symbol } foi parcialmente liquidada: { $quantity } a { $price }
    .title = Posição parcialmente liquidada
    .subject = Posição parcialmente liquidada: { $symbol }
    .short = Liquidação parcial da sua posição { $side ->
        [long] long
       *[short] short
    }: { $quantity } a { $price }
    .sms = Posicao parcialmente liquidada: { $side ->
        [long] long
       *[short] short
    } { $quantity } { $symbol } a { $price }
    .count = { $count ->
        [one] { $count } liquidação parcial
       *[other] { $count } liquidações parciais
    }
    .position_id = Posição
    .remaining_quantity = Quantidade em aberto
    .remaining_quantity-sms = Em aberto
    .realized_pnl = PnL realizado
    .realized_pnl-sms = PnL
    .client_order_id = ID da ordem do cliente

# ADL: auto-deleveraging
position_reduced = Sua posição { $side ->
        [long] long
       *[short] short
    } em { $symbol } foi reduzida por desalavancagem automática (ADL): { $quantity } a { $price }
    .title = Posição reduzida (ADL)
    .subject = Posição reduzida (ADL): { $symbol }
    .short = Sua posição { $side ->
        [long] long
       *[short] short
    } foi reduzida por desalavancagem automática: { $quantity } a { $price }
    .sms = Posicao reduzida por ADL: { $side ->
        [long] long
       *[short] short
    } { $quantity } { $symbol } a { $price }
    .count = { $count ->
        [one] { $count } redução por ADL
       *[other] { $count } reduções por ADL
    }
    .position_id = Posição
    .remaining_quantity = Quantidade em aberto
    .remaining_quantity-sms = Em aberto
    .realized_pnl = PnL realizado
    .realized_pnl-sms = PnL
    .client_order_id = ID da ordem do cliente

# It ends a margin call
margin_restored = { $symbol ->
        [absent] O índice de margem da sua conta voltou para { $margin_ratio_percent }%
       *[present] O índice de margem de { $symbol } voltou para { $margin_ratio_percent }%
    }
    .title = Margem restabelecida
    .subject = { $symbol ->
        [absent] Margem restabelecida: sua conta
       *[present] Margem restabelecida: { $symbol }
    }
    .short = O índice de margem voltou para { $margin_ratio_percent }%
    .sms = { $symbol ->
        [absent] Margem restabelecida: sua conta em { $margin_ratio_percent }%
       *[present] Margem restabelecida: { $symbol } em { $margin_ratio_percent }%
    }
    .count = { $count ->
        [one] { $count } margem restabelecida
       *[other] { $count } margens restabelecidas
    }
    .position_id = Posição

loan_ltv_warning = Seu empréstimo está com uma relação empréstimo/valor (LTV) de { $ltv_percent }%
    .title = Alerta de LTV do empréstimo
    .subject = Alerta de LTV do empréstimo: { $ltv_percent }%
    .short = Seu empréstimo está próximo da liquidação
    .sms = Alerta de LTV do emprestimo: { $ltv_percent }%, adicione garantia ou amortize
    .more = Adicione garantia ou amortize o empréstimo para evitar a liquidação
    .count = { $count ->
        [one] { $count } alerta de LTV
       *[other] { $count } alertas de LTV
    }
    .loan_id = Empréstimo
    .liquidation_ltv_percent = LTV de liquidação (%)
    .liquidation_ltv_percent-sms = LTV de liq. (%)
    .collateral_asset = Garantia

# $amount of collateral was sold
loan_liquidated = Garantia do seu empréstimo liquidada: { $amount }
    .title = Empréstimo liquidado
    .subject = Empréstimo liquidado: { $amount }
    .short = A garantia foi vendida para pagar seu empréstimo
    .sms = Emprestimo liquidado, garantia vendida: { $amount }
    .count = { $count ->
        [one] { $count } liquidação de empréstimo
       *[other] { $count } liquidações de empréstimos
    }
    .loan_id = Empréstimo
    .price = Preço
    .price-sms = Preco

order_cancelled = { $by ->
        [user] Você cancelou sua ordem em { $symbol }
       *[system] Sua ordem em { $symbol } foi cancelada pela exchange
    }
    .title = Ordem cancelada
    .subject = Ordem cancelada: { $symbol }
    .short = { $by ->
        [user] Você cancelou sua ordem
       *[system] A exchange cancelou sua ordem
    }
    .sms = { $by ->
        [user] Ordem cancelada: { $symbol }
       *[system] Ordem cancelada pela exchange: { $symbol }
    }
    .count = { $count ->
        [one] { $count } ordem cancelada
       *[other] { $count } ordens canceladas
    }
    .order_id = Ordem
    .reason = Motivo
    .remaining_quantity = Quantidade não executada
    .remaining_quantity-sms = Nao executada

order_rejected = Sua ordem em { $symbol } foi rejeitada
    .title = Ordem rejeitada
    .subject = Ordem rejeitada: { $symbol }
    .short = Sua ordem não foi aberta
    .sms = Ordem rejeitada: { $symbol }
    .count = { $count ->
        [one] { $count } ordem rejeitada
       *[other] { $count } ordens rejeitadas
    }
    .order_id = Ordem
    .reason = Motivo
    .reason-sms = Motivo

stop_triggered = { $kind ->
        [take_profit] Sua ordem take profit
        [trailing] Sua ordem trailing stop
       *[stop] Sua ordem stop
    } de { $side ->
        [buy] compra
       *[sell] venda
    } em { $symbol } foi acionada a { $stop_price }
    .title = { $kind ->
        [take_profit] Take profit acionado
        [trailing] Trailing stop acionado
       *[stop] Ordem stop acionada
    }
    .subject = { $kind ->
        [take_profit] Take profit acionado: { $symbol }
        [trailing] Trailing stop acionado: { $symbol }
       *[stop] Ordem stop acionada: { $symbol }
    }
    .short = Sua ordem de { $side ->
        [buy] compra
       *[sell] venda
    } foi acionada a { $stop_price }
    .sms = { $kind ->
        [take_profit] Take profit acionado
        [trailing] Trailing stop acionado
       *[stop] Stop acionado
    }: { $side ->
        [buy] compra
       *[sell] venda
    } de { $symbol } a { $stop_price }
    .count = { $count ->
        [one] { $count } ordem stop acionada
       *[other] { $count } ordens stop acionadas
    }
    .order_id = Ordem
    .quantity = Quantidade
    .quantity-sms = Quantidade
    .client_order_id = ID da ordem do cliente

funding_paid = { SIGN($amount) ->
        [negative] Você pagou { ABS($amount) } de taxa de financiamento em { $symbol }
       *[other] Você recebeu { $amount } de taxa de financiamento em { $symbol }
    }
    .title = { SIGN($amount) ->
        [negative] Taxa de financiamento paga
       *[other] Taxa de financiamento recebida
    }
    .subject = { SIGN($amount) ->
        [negative] Taxa de financiamento paga: { $symbol }
       *[other] Taxa de financiamento recebida: { $symbol }
    }
    .short = { SIGN($amount) ->
        [negative] Você pagou { ABS($amount) }
       *[other] Você recebeu { $amount }
    }
    .sms = { SIGN($amount) ->
        [negative] Taxa de financiamento paga: { ABS($amount) } em { $symbol }
       *[other] Taxa de financiamento recebida: { $amount } em { $symbol }
    }
    .count = { $count ->
        [one] { $count } taxa de financiamento
       *[other] { $count } taxas de financiamento
    }
    .rate = Taxa de financiamento (%)
    .position_id = Posição

deposit_detected = Um depósito de { $amount } foi detectado e ainda não foi creditado
    .title = Depósito detectado
    .subject = Depósito detectado: { $amount }
    .short = Será creditado após a confirmação na rede
    .sms = Deposito detectado: { $amount }, ainda nao creditado
    .count = { $count ->
        [one] { $count } depósito detectado
       *[other] { $count } depósitos detectados
    }
    .deposit_id = Depósito
    .network = Rede
    .tx_id = Transação
    .confirmations = Confirmações
    .confirmations_needed = Confirmações necessárias

withdrawal_confirmation_needed = Seu saque de { $amount } aguarda sua confirmação
    .title = Confirme seu saque
    .subject = Confirme seu saque: { $amount }
    .short = Seu saque aguarda sua confirmação
    .sms = Confirme no app o saque de { $amount }. Se nao foi voce, nao confirme e proteja sua conta agora
    .more = Se não foi você, não confirme e proteja sua conta imediatamente
    .count = { $count ->
        [one] { $count } saque a confirmar
       *[other] { $count } saques a confirmar
    }
    .withdrawal_id = Saque
    .address_short = Endereço de destino
    .address_short-sms = Para
    .network = Rede

withdrawal_requested = Foi solicitado um saque de { $amount }
    .title = Saque solicitado
    .subject = Saque solicitado: { $amount }
    .short = Solicitado a partir da sua conta
    .sms = Saque solicitado: { $amount }. Se nao foi voce, proteja sua conta no app agora
    .more = Se não foi você, proteja sua conta imediatamente
    .count = { $count ->
        [one] { $count } saque solicitado
       *[other] { $count } saques solicitados
    }
    .withdrawal_id = Saque
    .address_short = Endereço de destino
    .address_short-sms = Para
    .network = Rede
    .available_at = Envio a partir de

withdrawal_sent = Seu saque de { $amount } foi enviado
    .title = Saque enviado
    .subject = Saque enviado: { $amount }
    .short = Seu saque está a caminho
    .sms = Saque enviado: { $amount }
    .count = { $count ->
        [one] { $count } saque enviado
       *[other] { $count } saques enviados
    }
    .withdrawal_id = Saque
    .tx_id = Transação
    .network = Rede

withdrawal_completed = Seu saque de { $amount } foi concluído
    .title = Saque concluído
    .subject = Saque concluído: { $amount }
    .short = Seu saque foi confirmado na rede
    .sms = Saque concluido: { $amount }
    .count = { $count ->
        [one] { $count } saque concluído
       *[other] { $count } saques concluídos
    }
    .withdrawal_id = Saque
    .tx_id = Transação
    .network = Rede

withdrawal_failed = Seu saque de { $amount } falhou
    .title = Falha no saque
    .subject = Falha no saque: { $amount }
    .short = Não foi possível concluir o saque
    .sms = Falha no saque: { $amount }
    .count = { $count ->
        [one] { $count } saque com falha
       *[other] { $count } saques com falha
    }
    .withdrawal_id = Saque
    .reason = Motivo
    .reason-sms = Motivo

# $from_account and $to_account
transfer_completed = Transferência de { $amount } concluída, de { $from_account } para { $to_account }
    .title = Transferência concluída
    .subject = Transferência concluída: { $amount }
    .short = De { $from_account } para { $to_account }
    .sms = Transferencia concluida: { $amount } de { $from_account } para { $to_account }
    .count = { $count ->
        [one] { $count } transferência
       *[other] { $count } transferências
    }
    .transfer_id = Transferência

login_from_new_device = Sua conta foi acessada de um novo dispositivo: { $device }
    .title = Login em um novo dispositivo
    .short = Novo acesso à sua conta: { $device }
    .sms = Login na sua conta em um novo dispositivo: { $device }. Se nao foi voce, proteja sua conta no app agora
    .more = Se não foi você, proteja sua conta imediatamente
    .count = { $count ->
        [one] { $count } login em novo dispositivo
       *[other] { $count } logins em novos dispositivos
    }
    .country = País
    .country-sms = Pais
    .city = Cidade
    .city-sms = Cidade
    .ip_masked = Endereço IP

password_changed = A senha da sua conta foi alterada
    .title = Senha alterada
    .short = A senha da sua conta foi alterada
    .sms = A senha da sua conta foi alterada. Se nao foi voce, proteja sua conta no app agora
    .more = Se não foi você, proteja sua conta imediatamente
    .count = { $count ->
        [one] { $count } alteração de senha
       *[other] { $count } alterações de senha
    }
    .device = Dispositivo
    .device-sms = Dispositivo
    .country = País
    .country-sms = Pais

two_factor_changed = { $change ->
        [enabled] A autenticação de dois fatores foi ativada na sua conta
        [disabled] A autenticação de dois fatores foi desativada na sua conta
       *[replaced] A autenticação de dois fatores da sua conta foi substituída
    }
    .title = { $change ->
        [enabled] Autenticação de dois fatores ativada
        [disabled] Autenticação de dois fatores desativada
       *[replaced] Autenticação de dois fatores substituída
    }
    .short = { $change ->
        [enabled] Agora ela é exigida na sua conta
        [disabled] Ela não protege mais sua conta
       *[replaced] Sua conta agora usa outro método
    }
    .sms = { $change ->
        [enabled] A 2FA foi ativada na sua conta
        [disabled] A 2FA foi desativada na sua conta
       *[replaced] A 2FA da sua conta foi substituida
    }. Se nao foi voce, proteja sua conta no app agora
    .more = Se não foi você, proteja sua conta imediatamente
    .count = { $count ->
        [one] { $count } alteração de 2FA
       *[other] { $count } alterações de 2FA
    }
    .method = Método
    .method-sms = Metodo

api_key_created = Uma nova chave de API foi criada na sua conta
    .title = Chave de API criada
    .short = Uma nova chave de API foi criada na sua conta
    .sms = Uma nova chave de API foi criada na sua conta. Se nao foi voce, proteja sua conta no app agora
    .more = Se não foi você, proteja sua conta imediatamente
    .count = { $count ->
        [one] { $count } nova chave de API
       *[other] { $count } novas chaves de API
    }
    .label = Nome
    .label-sms = Nome
    .permissions = Permissões

withdrawal_address_added = Um endereço de saque de { $asset } foi adicionado à sua conta
    .title = Endereço de saque adicionado
    .subject = Endereço de saque adicionado: { $asset }
    .short = Novo endereço de saque na sua conta
    .sms = Um endereco de saque de { $asset } foi adicionado a sua conta. Se nao foi voce, proteja sua conta no app agora
    .more = Se não foi você, proteja sua conta imediatamente
    .count = { $count ->
        [one] { $count } novo endereço de saque
       *[other] { $count } novos endereços de saque
    }
    .label = Nome
    .label-sms = Nome
    .address_short = Endereço
    .address_short-sms = Endereco
    .usable_from = Disponível a partir de

account_frozen = Sua conta foi bloqueada
    .title = Conta bloqueada
    .short = Sua conta foi bloqueada pela exchange
    .sms = Sua conta foi bloqueada. Se voce nao esperava por isso, fale com o suporte
    .more = Se você não esperava por isso, fale com o suporte imediatamente
    .count = { $count ->
        [one] { $count } bloqueio de conta
       *[other] { $count } bloqueios de conta
    }
    .freeze_id = Caso
    .reason = Motivo
    .reason-sms = Motivo
    .until = Bloqueada até

p2p_payment_marked = Um pagamento de { $amount } foi marcado como enviado na sua transação P2P
    .title = Pagamento P2P marcado como enviado
    .subject = Pagamento P2P marcado como enviado: { $amount }
    .short = Verifique se o dinheiro caiu na sua conta
    .sms = Pagamento P2P de { $amount } marcado como enviado. Verifique se o dinheiro caiu antes de liberar
    .more = Libere as criptos somente depois que o dinheiro cair na sua conta
    .count = { $count ->
        [one] { $count } pagamento P2P
       *[other] { $count } pagamentos P2P
    }
    .trade_id = Transação
    .counterparty = Contraparte
    .counterparty-sms = Contraparte

p2p_dispute_opened = Foi aberta uma disputa sobre sua transação P2P
    .title = Disputa P2P aberta
    .short = Foi aberta uma disputa sobre sua transação P2P
    .sms = Foi aberta uma disputa sobre sua transacao P2P, responda no app
    .more = Responda no app
    .count = { $count ->
        [one] { $count } disputa P2P
       *[other] { $count } disputas P2P
    }
    .trade_id = Transação
    .reason = Motivo

card_authorised = Seu pagamento de { $amount } com cartão em { $merchant } foi aprovado
    .title = Pagamento com cartão aprovado
    .subject = Pagamento com cartão aprovado: { $amount }
    .short = Em { $merchant }
    .sms = Pagamento com cartao aprovado: { $amount } em { $merchant }
    .count = { $count ->
        [one] { $count } pagamento com cartão
       *[other] { $count } pagamentos com cartão
    }
    .authorisation_id = Pagamento

card_declined = Seu pagamento de { $amount } com cartão em { $merchant } foi recusado
    .title = Pagamento com cartão recusado
    .subject = Pagamento com cartão recusado: { $amount }
    .short = Em { $merchant }
    .sms = Pagamento com cartao recusado: { $amount } em { $merchant }
    .count = { $count ->
        [one] { $count } pagamento com cartão recusado
       *[other] { $count } pagamentos com cartão recusados
    }
    .authorisation_id = Pagamento
    .reason = Motivo
    .reason-sms = Motivo

copy_stopped = Você não está mais copiando { $leader }
    .title = Copy trading encerrado
    .subject = Copy trading encerrado: { $leader }
    .short = Você não está mais copiando este trader
    .sms = Copy trading encerrado: { $leader }
    .count = { $count ->
        [one] { $count } cópia de trader encerrada
       *[other] { $count } cópias de traders encerradas
    }
    .reason = Motivo
    .realized_pnl = PnL realizado
    .realized_pnl-sms = PnL

# $amount is free again
earn_matured = Seu produto Earn venceu e o valor está disponível novamente: { $amount }
    .title = Vencimento do produto Earn
    .subject = Vencimento do produto Earn: { $amount }
    .short = O valor está disponível novamente
    .sms = Produto Earn venceu, valor disponivel: { $amount }
    .count = { $count ->
        [one] { $count } vencimento de produto Earn
       *[other] { $count } vencimentos de produtos Earn
    }
    .product_id = Produto
    .reward = Recompensa
    .reward-sms = Recompensa

contract_expiring = { $symbol } vence em { $expires_at }
    .title = Contrato vence em breve
    .subject = Contrato vence em breve: { $symbol }
    .short = O contrato vence em { $expires_at }
    .sms = Contrato vence em breve: { $symbol } em { $expires_at }
    .count = { $count ->
        [one] { $count } contrato próximo do vencimento
       *[other] { $count } contratos próximos do vencimento
    }
    .settlement_price = Preço de entrega estimado
    .settlement_price-sms = Preco de entrega

trading_halted = As negociações de { $symbol } estão suspensas
    .title = Negociações suspensas
    .subject = Negociações suspensas: { $symbol }
    .short = As ordens não são executadas no momento
    .sms = Negociacoes suspensas: { $symbol }
    .count = { $count ->
        [one] { $count } suspensão de negociações
       *[other] { $count } suspensões de negociações
    }
    .reason = Motivo
    .until = Previsão de retomada
    .until-sms = Previsao de retomada

trading_resumed = As negociações de { $symbol } foram retomadas
    .title = Negociações retomadas
    .subject = Negociações retomadas: { $symbol }
    .short = As ordens voltaram a ser executadas
    .sms = Negociacoes retomadas: { $symbol }
    .count = { $count ->
        [one] { $count } retomada de negociações
       *[other] { $count } retomadas de negociações
    }

delisting = { $symbol } será deslistado: as negociações terminam em { $trading_ends_at }
    .title = Deslistagem
    .subject = Deslistagem: { $symbol }
    .short = As negociações terminam em { $trading_ends_at }
    .sms = Deslistagem de { $symbol }: as negociacoes terminam em { $trading_ends_at }
    .count = { $count ->
        [one] { $count } deslistagem
       *[other] { $count } deslistagens
    }
    .withdrawals_end_at = Fim dos saques

margin_requirements_changed = Os requisitos de margem de { $symbol } mudam em { $effective_at }
    .title = Mudança nos requisitos de margem
    .subject = Mudança nos requisitos de margem: { $symbol }
    .short = Os requisitos mudam em { $effective_at }
    .sms = Requisitos de margem de { $symbol } mudam em { $effective_at }
    .count = { $count ->
        [one] { $count } mudança nos requisitos de margem
       *[other] { $count } mudanças nos requisitos de margem
    }
    .old_percent = Margem de manutenção anterior (%)
    .old_percent-sms = Anterior (%)
    .new_percent = Nova margem de manutenção (%)
    .new_percent-sms = Nova (%)

maintenance = Manutenção programada de { $starts_at } até { $ends_at }
    .title = Manutenção programada
    .short = De { $starts_at } até { $ends_at }
    .sms = Manutencao programada de { $starts_at } ate { $ends_at }
    .count = { $count ->
        [one] { $count } aviso de manutenção
       *[other] { $count } avisos de manutenção
    }
    .scope = Serviços afetados

# $title and $body are the exchange's own texts
incident = { $title }: { $body }
    .title = { $state ->
        [open] Incidente
        [update] Atualização do incidente
       *[resolved] Incidente resolvido
    }
    .subject = { $state ->
        [open] Incidente: { $title }
        [update] Atualização do incidente: { $title }
       *[resolved] Incidente resolvido: { $title }
    }
    .short = { $body }
    .sms = { $state ->
        [open] Incidente: { $title }
        [update] Atualizacao do incidente: { $title }
       *[resolved] Incidente resolvido: { $title }
    }
    .count = { $count ->
        [one] { $count } aviso de incidente
       *[other] { $count } avisos de incidente
    }
    .incident_id = Incidente

# $title and $body are the exchange's own texts
announcement = { $title }: { $body }
    .title = Comunicado
    .subject = { $title }
    .short = { $body }
    .sms = Comunicado: { $title }
    .count = { $count ->
        [one] { $count } comunicado
       *[other] { $count } comunicados
    }
    .link = Saiba mais

kyc_approved = Sua identidade foi verificada
    .title = Identidade verificada
    .short = Sua verificação foi aprovada
    .sms = Sua identidade foi verificada
    .count = { $count ->
        [one] { $count } verificação aprovada
       *[other] { $count } verificações aprovadas
    }
    .case_id = Caso

kyc_action_needed = Sua verificação de identidade requer uma ação sua
    .title = Verificação: ação necessária
    .short = Sua verificação de identidade está incompleta
    .sms = Conclua sua verificacao de identidade no app
    .more = Conclua a verificação no app
    .count = { $count ->
        [one] { $count } solicitação sobre sua verificação
       *[other] { $count } solicitações sobre sua verificação
    }
    .case_id = Caso
    .reason = Motivo
    .due_by = Prazo

source_of_funds_needed = Precisamos de um comprovante da origem dos seus recursos
    .title = Comprove a origem dos seus recursos
    .short = Precisamos de um comprovante da origem dos seus recursos
    .sms = Envie no app o comprovante da origem dos seus recursos
    .more = Envie o comprovante no app
    .count = { $count ->
        [one] { $count } solicitação de origem dos recursos
       *[other] { $count } solicitações de origem dos recursos
    }
    .case_id = Caso
    .due_by = Prazo

fee_tier_changed = Seu nível de taxas agora é { $tier }
    .title = Nível de taxas alterado
    .subject = Nível de taxas alterado: { $tier }
    .short = Novas taxas se aplicam às suas negociações
    .sms = Nivel de taxas alterado: { $tier }
    .count = { $count ->
        [one] { $count } alteração do nível de taxas
       *[other] { $count } alterações do nível de taxas
    }
    .maker_fee_percent = Taxa maker (%)
    .maker_fee_percent-sms = Maker (%)
    .taker_fee_percent = Taxa taker (%)
    .taker_fee_percent-sms = Taker (%)

# $period
statement_ready = O extrato da sua conta de { $period } está disponível
    .title = Extrato da conta disponível
    .subject = Extrato da conta disponível: { $period }
    .short = Você pode baixá-lo no app
    .sms = Extrato da conta disponivel: { $period }
    .count = { $count ->
        [one] { $count } extrato da conta
       *[other] { $count } extratos da conta
    }

# $period
tax_report_ready = Seu relatório fiscal de { $period } está disponível
    .title = Relatório fiscal disponível
    .subject = Relatório fiscal disponível: { $period }
    .short = Você pode baixá-lo no app
    .sms = Relatorio fiscal disponivel: { $period }
    .count = { $count ->
        [one] { $count } relatório fiscal
       *[other] { $count } relatórios fiscais
    }

# A test of the channels
delivery_test = Este é um teste: suas notificações chegam por aqui
    .title = Notificação de teste
    .short = Suas notificações chegam por aqui
    .sms = Teste: suas notificacoes chegam por aqui
    .count = { $count ->
        [one] { $count } notificação de teste
       *[other] { $count } notificações de teste
    }

staking_reward = Você ganhou { $amount } com staking
    .title = Recompensa de staking
    .subject = Recompensa de staking: { $amount }
    .short = Ganho com staking
    .sms = Recompensa de staking: { $amount }
    .count = { $count ->
        [one] { $count } recompensa de staking
       *[other] { $count } recompensas de staking
    }
    .apr_percent = Taxa anual (%)
    .reward_id = Recompensa
