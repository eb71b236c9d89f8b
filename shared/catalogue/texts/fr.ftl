# The French texts. The format is in ../README.md; en.ftl says what the variables are.

# The language
language-name = Français
language-direction = ltr

# Dates: $day, $month, $year, $day2, $month2
date = { $day2 }/{ $month2 }/{ $year }

# $date, $time, $zone
date-time = { $date } à { $time } { zone }

# $zone
zone = { $zone }

# Lists and sentences
list-separator = { ", " }
sentence-separator = { ". " }
sentence-end = { "." }

# $label, $value
detail = { $label } : { $value }

# The summary of quiet hours: $size, $counts, $expired, $count
quiet_hours_summary = { $counts ->
        [absent] Rien qui soit encore d’actualité
       *[present] { $counts }
    }
    .title = { $size ->
        [one] { $size } notification en heures calmes
        [many] { $size } de notifications en heures calmes
       *[other] { $size } notifications en heures calmes
    }
    .short = { $counts ->
        [absent] Rien qui soit encore d’actualité
       *[present] { $counts }
    }
    .sms = { $size ->
        [one] { $size } notification en heures calmes
        [many] { $size } de notifications en heures calmes
       *[other] { $size } notifications en heures calmes
    } : { $counts ->
        [absent] rien qui soit encore d'actualité
       *[present] { $counts }
    }
    .expired = { $expired ->
        [one] { $expired } autre a expiré
       *[other] { $expired } autres ont expiré
    }
    .count = { $count ->
        [one] { $count } résumé
        [many] { $count } de résumés
       *[other] { $count } résumés
    }

# Merged notifications: $size, $groups, $others, $expired; .group: $counted, $subject; .count: $count
merged_notifications = { $others ->
        [0] { $groups }
        [one] { $groups } et { $others } autre
       *[other] { $groups } et { $others } autres
    }
    .title = { $size ->
        [1] { $size } autre notification
        [many] { $size } de notifications en peu de temps
       *[other] { $size } notifications en peu de temps
    }
    .short = { $others ->
        [0] { $groups }
        [one] { $groups } et { $others } autre
       *[other] { $groups } et { $others } autres
    }
    .sms = { $others ->
        [0] { $groups }
        [one] { $groups } et { $others } autre
       *[other] { $groups } et { $others } autres
    }
    .expired = { $expired ->
        [one] { $expired } autre a expiré
       *[other] { $expired } autres ont expiré
    }
    .group = { $counted } ({ $subject })
    .count = { $count ->
        [one] { $count } résumé
        [many] { $count } de résumés
       *[other] { $count } résumés
    }

# The frame of an e-mail: $code
email-greeting = Bonjour,
email-footer = Choisissez les messages que vous souhaitez recevoir par e-mail dans vos paramètres de notification.
email-unsubscribe = Ne plus recevoir ce type d’e-mails
email-open = Ouvrir dans l’application
email-ack = Marquer comme vue
email-support = Aide et assistance
anti-phishing = Votre code anti-phishing : { $code }

# Pushes
push-redacted = Ouvrez l’application pour la lire.
    .title = Nouvelle notification
push-ack = Vu

# The sections of the preferences; .in-sentence has its article and stands after "concernant"
section-liquidation = Liquidations
    .in-sentence = les liquidations
section-liquidationWarning = Appels de marge
    .in-sentence = les appels de marge
    .thresholdPercent = M’avertir si le ratio de marge est inférieur à (%)
    .repeat = Répéter jusqu’à consultation
section-orderFilled = Ordres exécutés
    .in-sentence = les ordres exécutés
section-priceAlert = Alertes de prix
    .in-sentence = les alertes de prix
section-partialFill = Exécutions partielles
    .in-sentence = les exécutions partielles
section-deposit = Dépôts
    .in-sentence = les dépôts
section-newListing = Nouveaux listings
    .in-sentence = les nouveaux listings
    .minScore = Score minimum
section-weeklyReport = Rapport hebdomadaire
    .in-sentence = les rapports hebdomadaires
section-dailyReport = Rapport quotidien
    .in-sentence = les rapports quotidiens
    .time = Heure
section-referral = Récompenses de parrainage
    .in-sentence = les récompenses de parrainage
section-orderClosed = Ordres annulés et rejetés
    .in-sentence = les ordres annulés et rejetés
section-stopTriggered = Ordres stop déclenchés
    .in-sentence = les ordres stop déclenchés
section-funding = Frais de financement
    .in-sentence = les frais de financement
section-withdrawal = Retraits et transferts
    .in-sentence = les retraits et les transferts
section-p2p = Transactions P2P
    .in-sentence = les transactions P2P
section-card = Paiements par carte
    .in-sentence = les paiements par carte
section-copyTrading = Copy trading
    .in-sentence = le copy trading
section-earn = Produits Earn
    .in-sentence = les produits Earn
section-trading = Contrats arrivant à échéance
    .in-sentence = les contrats arrivant à échéance
section-market = Suspensions de trading et maintenance
    .in-sentence = les suspensions de trading et la maintenance
section-account = Vérification et frais
    .in-sentence = la vérification et les frais
section-reports = Relevés de compte et rapports fiscaux
    .in-sentence = les relevés de compte et les rapports fiscaux
section-news = Annonces
    .in-sentence = les annonces

# The replies of the Telegram bot: $account, $elsewhere
telegram-ask-linked = Ce chat est associé au compte { $account } pour 24 heures : vous recevez ici les notifications de ce compte.{ $elsewhere ->
        [yes] { " " }Attention : ce chat est déjà associé à un autre compte.
       *[no] { "" }
    } Le compte { $account } est-il bien le vôtre ? Répondez OUI pour conserver l’association, ou NON pour y mettre fin. Si quelqu’un d’autre vous a envoyé le lien, répondez NON.
telegram-ask-moved = Les notifications du compte { $account } sont envoyées à un autre chat.{ $elsewhere ->
        [yes] { " " }Attention : ce chat est déjà associé à un autre compte.
       *[no] { "" }
    } Le compte { $account } est-il bien le vôtre, et souhaitez-vous recevoir ses notifications ici ? Répondez OUI dans les 24 heures, ou NON. Si quelqu’un d’autre vous a envoyé le lien, répondez NON.
telegram-linked = Ce chat est associé au compte { $account }. Vous recevrez désormais vos notifications ici. Pour ne plus les recevoir, envoyez /stop.
telegram-bad-code = Ce code n’est pas valide ou ne l’est plus. Ouvrez l’application de la plateforme et associez de nouveau Telegram.
telegram-unlinked = Vous ne recevrez plus de notifications ici.
telegram-nothing-to-confirm = Il n’y a rien à confirmer ici.
telegram-how-to = Pour recevoir vos notifications ici, ouvrez l’application de la plateforme et associez Telegram dans les paramètres. Pour ne plus les recevoir, envoyez /stop.
telegram-try-again = L’opération a échoué. Veuillez réessayer dans une minute.
telegram-yes = Oui, c’est le mien
telegram-no = Non
telegram-yes-words = oui o yes y ok /oui /yes /confirm
telegram-no-words = non n no /non /no

# The ack of a notification in a Telegram chat, and the other commands of the bot: $channel, $time, $until,
# $channels, $from, $to, $zone
telegram-seen = Vu
telegram-seen-on = { $channel ->
        [websocket] Vu dans l’application à { $time }
        [push] Vu par notification push à { $time }
        [telegram] Vu sur Telegram à { $time }
        [email] Vu par e-mail à { $time }
       *[sms] Vu par SMS à { $time }
    }
telegram-ok-words = ok okay vu d’accord d'accord
telegram-nothing-to-ack = Il n’y a rien à marquer comme vu ici.
telegram-snoozed = En pause jusqu’au { $until }. D’ici là, vous ne recevrez que les notifications les plus urgentes. Pour mettre fin à la pause, envoyez /snooze off.
telegram-snooze-ended = La pause est terminée. Vous recevez de nouveau vos notifications comme d’habitude.
telegram-snooze-usage = Envoyez /snooze 2h, /snooze 30m ou /snooze off. Une pause dure 7 jours au maximum.
telegram-reachable = Vous recevez vos notifications par : { $channels }
telegram-quiet-hours = Heures calmes : de { $from } à { $to } ({ $zone })
telegram-quiet-off = Heures calmes : désactivées
telegram-quiet-usage = Envoyez /quiet 23:00 07:00 ou /quiet off. Les heures sont celles de votre fuseau horaire.

# The name of a channel in a list: $channel
channel-name = { $channel ->
        [websocket] application
        [push] push
        [telegram] Telegram
        [email] e-mail
       *[sms] SMS
    }

# The pages of the unsubscribe link
unsubscribe-ask = Vous ne recevrez plus ce type d’e-mails. Vos autres notifications restent inchangées.
    .title = Se désabonner
    .button = Me désabonner
unsubscribe-done = Vous ne recevrez plus ce type d’e-mails. Vous pouvez les réactiver dans vos paramètres.
    .title = Désabonnement confirmé
unsubscribe-ended = Rien n’a été modifié. Vous pouvez désactiver ces e-mails dans les paramètres de notification de l’application.
    .title = Ce lien a expiré
unsubscribe-outdated = Vous avez réactivé les e-mails depuis l’envoi de ce lien : rien n’a donc été modifié. Vous pouvez les désactiver dans les paramètres de notification de l’application.
    .title = Ce lien n’est plus valide
unsubscribe-mandatory = Ils vous avertissent de pertes ou de modifications de votre compte. Rien n’a été modifié.
    .title = Ces e-mails ne peuvent pas être désactivés ici

# The page of the link that marks a notification as seen
ack-ask = Nous saurons ainsi que vous l’avez vue et pourrons cesser de vous la rappeler.
    .title = Avez-vous vu cette notification ?
    .button = Marquer comme vue
ack-done = Notification marquée comme vue
ack-ended = Ouvrez l’application pour voir vos notifications.
    .title = Ce lien n’est plus valide
ack-failed = L’opération n’a pas abouti. Veuillez réessayer.
ack-no-script = Cette page nécessite JavaScript. Vous pouvez aussi ouvrir la notification dans l’application.

# The event types

position_liquidated = Votre position { $side ->
        [long] longue
       *[short] courte
    } de { $quantity } { $symbol } a été liquidée à { $liquidation_price }
    .title = Position liquidée
    .subject = Position liquidée : { $symbol }
    .short = Votre position { $side ->
        [long] longue
       *[short] courte
    } de { $quantity } a été liquidée à { $liquidation_price }
    .sms = Position { $side ->
        [long] longue
       *[short] courte
    } liquidée : { $quantity } { $symbol } à { $liquidation_price }
    .count = { $count ->
        [one] { $count } liquidation
        [many] { $count } de liquidations
       *[other] { $count } liquidations
    }
    .realized_pnl = PnL réalisé
    .realized_pnl-sms = PnL
    .position_id = Position
    .client_order_id = ID d’ordre client

margin_call = { $symbol ->
        [absent] Le ratio de marge de votre compte est de { $margin_ratio_percent } % (liquidation à 100 %)
       *[present] Le ratio de marge de { $symbol } est de { $margin_ratio_percent } % (liquidation à 100 %)
    }
    .title = Appel de marge
    .subject = { $symbol ->
        [absent] Appel de marge : votre compte
       *[present] Appel de marge : { $symbol }
    }
    .short = Ratio de marge : { $margin_ratio_percent } % (liquidation à 100 %)
    .sms = { $symbol ->
        [absent] Appel de marge : votre compte est à { $margin_ratio_percent } % (liquidation à 100 %)
       *[present] Appel de marge : { $symbol } est à { $margin_ratio_percent } % (liquidation à 100 %)
    }
    .count = { $count ->
        [one] { $count } appel de marge
        [many] { $count } d’appels de marge
       *[other] { $count } appels de marge
    }
    .liquidation_price = Prix de liquidation
    .liquidation_price-sms = Prix liq.
    .mark_price = Prix de marque
    .mark_price-sms = Prix de marque
    .position_id = Position

order_filled = Vous avez { $side ->
        [buy] acheté
       *[sell] vendu
    } { $quantity } { $symbol } à { $price }
    .title = Ordre exécuté
    .subject = Ordre exécuté : { $symbol }
    .short = Vous avez { $side ->
        [buy] acheté
       *[sell] vendu
    } { $quantity } à { $price }
    .sms = Ordre exécuté : { $side ->
        [buy] achat
       *[sell] vente
    } de { $quantity } { $symbol } à { $price }
    .count = { $count ->
        [one] { $count } ordre exécuté
        [many] { $count } d’ordres exécutés
       *[other] { $count } ordres exécutés
    }
    .fee = { SIGN($fee) ->
        [negative] Remise
       *[other] Frais
    }
    .fee-sms = { SIGN($fee) ->
        [negative] Remise
       *[other] Frais
    }
    .order_id = Ordre
    .client_order_id = ID d’ordre client

price_alert = { $symbol } est à { $current_price } (votre alerte : { $condition ->
        [above] au-dessus
       *[below] en dessous
    } de { $target_price })
    .title = Alerte de prix
    .subject = Alerte de prix : { $symbol }
    .short = Prix actuel : { $current_price } (votre alerte : { $condition ->
        [above] au-dessus
       *[below] en dessous
    } de { $target_price })
    .sms = Alerte de prix : { $symbol } est à { $current_price } ({ $condition ->
        [above] au-dessus
       *[below] en dessous
    } de { $target_price })
    .count = { $count ->
        [one] { $count } alerte de prix
        [many] { $count } d’alertes de prix
       *[other] { $count } alertes de prix
    }
    .note = Votre note
    .note-sms = Note

price_feed = { $state ->
        [stale] Aucun prix pour { $symbol } depuis le { $last_tick_at }
       *[resumed] Les prix de { $symbol } sont de nouveau disponibles
    }
    .title = { $state ->
        [stale] Flux de prix interrompu
       *[resumed] Flux de prix rétabli
    }
    .subject = { $state ->
        [stale] Flux de prix interrompu : { $symbol }
       *[resumed] Flux de prix rétabli : { $symbol }
    }
    .short = { $state ->
        [stale] Aucun prix depuis le { $last_tick_at }
       *[resumed] Les prix sont de nouveau disponibles
    }
    .sms = { $state ->
        [stale] Aucun prix pour { $symbol } depuis le { $last_tick_at } : vos alertes sur ce marché ne peuvent pas se déclencher
       *[resumed] Flux de prix rétabli pour { $symbol } : vos alertes sur ce marché sont de nouveau actives
    }
    .more = { $state ->
        [stale] Vos alertes sur ce marché ne peuvent pas se déclencher tant que le flux n’est pas rétabli
       *[resumed] Vos alertes sur ce marché sont de nouveau actives
    }
    .count = { $count ->
        [one] { $count } message sur les flux de prix
        [many] { $count } de messages sur les flux de prix
       *[other] { $count } messages sur les flux de prix
    }

order_partially_filled = Vous avez { $side ->
        [buy] acheté
       *[sell] vendu
    } { $filled_quantity } { $symbol } à { $price }
    .title = Ordre partiellement exécuté
    .subject = Ordre partiellement exécuté : { $symbol }
    .short = Vous avez { $side ->
        [buy] acheté
       *[sell] vendu
    } { $filled_quantity } à { $price }
    .sms = Ordre partiellement exécuté : { $side ->
        [buy] achat
       *[sell] vente
    } de { $filled_quantity } { $symbol } à { $price }
    .count = { $count ->
        [one] { $count } exécution partielle
        [many] { $count } d’exécutions partielles
       *[other] { $count } exécutions partielles
    }
    .remaining_quantity = Quantité restante
    .remaining_quantity-sms = Reste
    .order_id = Ordre
    .client_order_id = ID d’ordre client

deposit_credited = Vous avez reçu { $amount } sur votre compte
    .title = Dépôt crédité
    .subject = Dépôt crédité : { $amount }
    .short = Le dépôt est sur votre compte
    .sms = Fonds crédités sur votre compte : { $amount }
    .count = { $count ->
        [one] { $count } dépôt
        [many] { $count } de dépôts
       *[other] { $count } dépôts
    }
    .network = Réseau
    .tx_id = Transaction
    .deposit_id = Dépôt

new_listing = { $name ->
        [absent] Nouveau listing : { $symbol }, score { $score }
       *[present] Nouveau listing : { $name } ({ $symbol }), score { $score }
    }
    .title = Nouveau listing
    .subject = Nouveau listing : { $symbol }
    .short = { $name ->
        [absent] Score { $score }
       *[present] { $name }, score { $score }
    }
    .sms = { $name ->
        [absent] Nouveau listing : { $symbol }, score { $score }
       *[present] Nouveau listing : { $symbol }, { $name }, score { $score }
    }
    .count = { $count ->
        [one] { $count } nouveau listing
        [many] { $count } de nouveaux listings
       *[other] { $count } nouveaux listings
    }
    .trading_starts_at = Début du trading
    .trading_starts_at-sms = Début du trading

weekly_pnl_report = PnL réalisé : { $realized_pnl }
    .title = Rapport hebdomadaire, semaine { WEEK($week) }/{ YEAR($week) }
    .short = PnL réalisé : { $realized_pnl }
    .sms = Semaine { WEEK($week) }/{ YEAR($week) } : PnL réalisé { $realized_pnl }
    .count = { $count ->
        [one] { $count } rapport
        [many] { $count } de rapports
       *[other] { $count } rapports
    }
    .unrealized_pnl = PnL non réalisé
    .unrealized_pnl-sms = Non réalisé
    .trades = Trades
    .trades-sms = Trades
    .volume = Volume

# $counts: the list of the day's counts, absent if all are 0
daily_report = { $counts ->
        [absent] Aucune activité
       *[present] { $counts }
    }
    .title = Rapport quotidien du { $day }
    .short = { $counts ->
        [absent] Aucune activité
       *[present] { $counts }
    }
    .sms = { $day } : { $counts ->
        [absent] aucune activité
       *[present] { $counts }
    }
    .count = { $count ->
        [one] { $count } rapport
        [many] { $count } de rapports
       *[other] { $count } rapports
    }
    .realized_pnl = PnL réalisé
    .realized_pnl-sms = PnL
    .unrealized_pnl = PnL non réalisé
    .unrealized_pnl-sms = Non réalisé

referral_accrued = Vous avez gagné { $amount } grâce à vos filleuls
    .title = Récompense de parrainage
    .subject = Récompense de parrainage : { $amount }
    .short = Vous l’avez gagnée grâce à vos filleuls
    .sms = Récompense de parrainage : { $amount }
    .count = { $count ->
        [one] { $count } récompense de parrainage
        [many] { $count } de récompenses de parrainage
       *[other] { $count } récompenses de parrainage
    }
    .referral_count = Vos filleuls
    .accrual_id = Récompense

contact_changed = { $change ->
        [added] { $kind ->
            [email] Une adresse e-mail a été ajoutée à votre compte
            [phone] Un numéro de téléphone a été ajouté à votre compte
            [telegram] Un chat Telegram a été ajouté à votre compte
           *[device] Un appareil a été ajouté à votre compte
        }
        [removed] { $kind ->
            [email] Une adresse e-mail a été supprimée de votre compte
            [phone] Un numéro de téléphone a été supprimé de votre compte
            [telegram] Un chat Telegram a été supprimé de votre compte
           *[device] Un appareil a été supprimé de votre compte
        }
        [moved] { $kind ->
            [email] L’une de vos adresses e-mail est désormais associée à un autre compte
            [phone] L’un de vos numéros de téléphone est désormais associé à un autre compte
            [telegram] L’un de vos chats Telegram est désormais associé à un autre compte
           *[device] L’un de vos appareils est désormais associé à un autre compte
        }
       *[absent] { $kind ->
            [email] L’adresse e-mail de votre compte a été modifiée
            [phone] Le numéro de téléphone de votre compte a été modifié
            [telegram] Le chat Telegram de votre compte a été modifié
           *[device] L’appareil associé à votre compte a été modifié
        }
    }
    .title = Alerte de sécurité
    .subject = { $kind ->
        [email] Alerte de sécurité : adresse e-mail
        [phone] Alerte de sécurité : numéro de téléphone
        [telegram] Alerte de sécurité : chat Telegram
       *[device] Alerte de sécurité : appareil
    }
    .short = { $change ->
        [added] { $kind ->
            [email] Une adresse e-mail a été ajoutée à votre compte
            [phone] Un numéro de téléphone a été ajouté à votre compte
            [telegram] Un chat Telegram a été ajouté à votre compte
           *[device] Un appareil a été ajouté à votre compte
        }
        [removed] { $kind ->
            [email] Une adresse e-mail a été supprimée de votre compte
            [phone] Un numéro de téléphone a été supprimé de votre compte
            [telegram] Un chat Telegram a été supprimé de votre compte
           *[device] Un appareil a été supprimé de votre compte
        }
        [moved] { $kind ->
            [email] L’une de vos adresses e-mail est désormais associée à un autre compte
            [phone] L’un de vos numéros de téléphone est désormais associé à un autre compte
            [telegram] L’un de vos chats Telegram est désormais associé à un autre compte
           *[device] L’un de vos appareils est désormais associé à un autre compte
        }
       *[absent] { $kind ->
            [email] L’adresse e-mail de votre compte a été modifiée
            [phone] Le numéro de téléphone de votre compte a été modifié
            [telegram] Le chat Telegram de votre compte a été modifié
           *[device] L’appareil associé à votre compte a été modifié
        }
    }
    .sms = Alerte de sécurité : { $change ->
        [added] { $kind ->
            [email] une adresse e-mail a été ajoutée à votre compte
            [phone] un numéro de téléphone a été ajouté à votre compte
            [telegram] un chat Telegram a été ajouté à votre compte
           *[device] un appareil a été ajouté à votre compte
        }
        [removed] { $kind ->
            [email] une adresse e-mail a été supprimée de votre compte
            [phone] un numéro de téléphone a été supprimé de votre compte
            [telegram] un chat Telegram a été supprimé de votre compte
           *[device] un appareil a été supprimé de votre compte
        }
        [moved] { $kind ->
            [email] l'une de vos adresses e-mail est désormais associée à un autre compte
            [phone] l'un de vos numéros de téléphone est désormais associé à un autre compte
            [telegram] l'un de vos chats Telegram est désormais associé à un autre compte
           *[device] l'un de vos appareils est désormais associé à un autre compte
        }
       *[absent] { $kind ->
            [email] l'adresse e-mail de votre compte a été modifiée
            [phone] le numéro de téléphone de votre compte a été modifié
            [telegram] le chat Telegram de votre compte a été modifié
           *[device] l'appareil associé à votre compte a été modifié
        }
    }. Si ce n'est pas vous, agissez tout de suite dans l'app
    .more = Si ce n’était pas vous, agissez vite
    .count = { $count ->
        [one] { $count } alerte de sécurité
        [many] { $count } d’alertes de sécurité
       *[other] { $count } alertes de sécurité
    }
    .new_masked = Contact

# $section: the .in-sentence of its section
preferences_weakened = Vos notifications concernant { $section } ont été réduites
    .title = Alerte de sécurité
    .subject = Alerte de sécurité : paramètres de notification
    .short = Vos notifications concernant { $section } ont été réduites
    .sms = Alerte de sécurité : vos notifications concernant { $section } ont été réduites
    .more = Si ce n’était pas vous, agissez vite
    .count = { $count ->
        [one] { $count } alerte de sécurité
        [many] { $count } d’alertes de sécurité
       *[other] { $count } alertes de sécurité
    }

position_partially_liquidated = Votre position { $side ->
        [long] longue
       *[short] courte
    } sur { $symbol } a été partiellement liquidée : { $quantity } à { $price }
    .title = Position partiellement liquidée
    .subject = Position partiellement liquidée : { $symbol }
    .short = Une partie de votre position { $side ->
        [long] longue
       *[short] courte
    } a été liquidée : { $quantity } à { $price }
    .sms = Position { $side ->
        [long] longue
       *[short] courte
    } partiellement liquidée : { $quantity } { $symbol } à { $price }
    .count = { $count ->
        [one] { $count } liquidation partielle
        [many] { $count } de liquidations partielles
       *[other] { $count } liquidations partielles
    }
    .position_id = Position
    .remaining_quantity = Quantité restante
    .remaining_quantity-sms = Reste
    .realized_pnl = PnL réalisé
    .realized_pnl-sms = PnL
    .client_order_id = ID d’ordre client

# ADL is auto-deleveraging
position_reduced = Votre position { $side ->
        [long] longue
       *[short] courte
    } sur { $symbol } a été réduite par désendettement automatique (ADL) : { $quantity } à { $price }
    .title = Position réduite (ADL)
    .subject = Position réduite (ADL) : { $symbol }
    .short = Une partie de votre position { $side ->
        [long] longue
       *[short] courte
    } a été clôturée par désendettement automatique : { $quantity } à { $price }
    .sms = Position { $side ->
        [long] longue
       *[short] courte
    } réduite par ADL : { $quantity } { $symbol } à { $price }
    .count = { $count ->
        [one] { $count } réduction par ADL
        [many] { $count } de réductions par ADL
       *[other] { $count } réductions par ADL
    }
    .position_id = Position
    .remaining_quantity = Quantité restante
    .remaining_quantity-sms = Reste
    .realized_pnl = PnL réalisé
    .realized_pnl-sms = PnL
    .client_order_id = ID d’ordre client

# Without a $symbol it is about the account
margin_restored = { $symbol ->
        [absent] Le ratio de marge de votre compte est remonté à { $margin_ratio_percent } %
       *[present] Le ratio de marge de { $symbol } est remonté à { $margin_ratio_percent } %
    }
    .title = Marge rétablie
    .subject = { $symbol ->
        [absent] Marge rétablie : votre compte
       *[present] Marge rétablie : { $symbol }
    }
    .short = Le ratio de marge est remonté à { $margin_ratio_percent } %
    .sms = { $symbol ->
        [absent] Marge rétablie : votre compte est à { $margin_ratio_percent } %
       *[present] Marge rétablie : { $symbol } est à { $margin_ratio_percent } %
    }
    .count = { $count ->
        [one] { $count } marge rétablie
        [many] { $count } de marges rétablies
       *[other] { $count } marges rétablies
    }
    .position_id = Position

loan_ltv_warning = Le ratio prêt/valeur (LTV) de votre emprunt est de { $ltv_percent } %
    .title = Alerte LTV sur votre emprunt
    .subject = Alerte LTV sur votre emprunt : { $ltv_percent } %
    .short = Votre emprunt approche du seuil de liquidation
    .sms = Alerte LTV sur votre emprunt : { $ltv_percent } %, ajoutez du collatéral ou remboursez
    .more = Ajoutez du collatéral ou remboursez pour l’éviter
    .count = { $count ->
        [one] { $count } alerte LTV
        [many] { $count } d’alertes LTV
       *[other] { $count } alertes LTV
    }
    .loan_id = Emprunt
    .liquidation_ltv_percent = LTV de liquidation (%)
    .liquidation_ltv_percent-sms = LTV liq. (%)
    .collateral_asset = Collatéral

# $amount: the collateral that was sold
loan_liquidated = Du collatéral de votre emprunt a été liquidé : { $amount }
    .title = Emprunt liquidé
    .subject = Emprunt liquidé : { $amount }
    .short = Le collatéral a été vendu pour rembourser votre emprunt
    .sms = Emprunt liquidé. Collatéral vendu : { $amount }
    .count = { $count ->
        [one] { $count } emprunt liquidé
        [many] { $count } d’emprunts liquidés
       *[other] { $count } emprunts liquidés
    }
    .loan_id = Emprunt
    .price = Prix
    .price-sms = Prix

order_cancelled = { $by ->
        [user] Vous avez annulé votre ordre sur { $symbol }
       *[system] La plateforme a annulé votre ordre sur { $symbol }
    }
    .title = Ordre annulé
    .subject = Ordre annulé : { $symbol }
    .short = { $by ->
        [user] Vous avez annulé votre ordre
       *[system] La plateforme a annulé votre ordre
    }
    .sms = { $by ->
        [user] Ordre annulé : { $symbol }
       *[system] Ordre annulé par la plateforme : { $symbol }
    }
    .count = { $count ->
        [one] { $count } ordre annulé
        [many] { $count } d’ordres annulés
       *[other] { $count } ordres annulés
    }
    .order_id = Ordre
    .reason = Motif
    .remaining_quantity = Non exécuté
    .remaining_quantity-sms = Non exécuté

order_rejected = Votre ordre sur { $symbol } a été rejeté
    .title = Ordre rejeté
    .subject = Ordre rejeté : { $symbol }
    .short = Votre ordre n’a pas été placé
    .sms = Ordre rejeté : { $symbol }
    .count = { $count ->
        [one] { $count } ordre rejeté
        [many] { $count } d’ordres rejetés
       *[other] { $count } ordres rejetés
    }
    .order_id = Ordre
    .reason = Motif
    .reason-sms = Motif

stop_triggered = { $kind ->
        [take_profit] Votre ordre take profit
        [trailing] Votre ordre trailing stop
       *[stop] Votre ordre stop
    } { $side ->
        [buy] d’achat
       *[sell] de vente
    } sur { $symbol } a été déclenché à { $stop_price }
    .title = { $kind ->
        [take_profit] Take profit déclenché
        [trailing] Trailing stop déclenché
       *[stop] Ordre stop déclenché
    }
    .subject = { $kind ->
        [take_profit] Take profit déclenché : { $symbol }
        [trailing] Trailing stop déclenché : { $symbol }
       *[stop] Ordre stop déclenché : { $symbol }
    }
    .short = Votre ordre { $side ->
        [buy] d’achat
       *[sell] de vente
    } a été déclenché à { $stop_price }
    .sms = { $kind ->
        [take_profit] Take profit déclenché
        [trailing] Trailing stop déclenché
       *[stop] Ordre stop déclenché
    } : { $side ->
        [buy] achat
       *[sell] vente
    } de { $symbol } à { $stop_price }
    .count = { $count ->
        [one] { $count } ordre stop déclenché
        [many] { $count } d’ordres stop déclenchés
       *[other] { $count } ordres stop déclenchés
    }
    .order_id = Ordre
    .quantity = Quantité
    .quantity-sms = Quantité
    .client_order_id = ID d’ordre client

funding_paid = { SIGN($amount) ->
        [negative] Vous avez payé { ABS($amount) } de frais de financement sur { $symbol }
       *[other] Vous avez reçu { $amount } de frais de financement sur { $symbol }
    }
    .title = { SIGN($amount) ->
        [negative] Frais de financement payés
       *[other] Frais de financement reçus
    }
    .subject = { SIGN($amount) ->
        [negative] Frais de financement payés : { $symbol }
       *[other] Frais de financement reçus : { $symbol }
    }
    .short = { SIGN($amount) ->
        [negative] Vous avez payé { ABS($amount) }
       *[other] Vous avez reçu { $amount }
    }
    .sms = { SIGN($amount) ->
        [negative] Frais de financement payés : { ABS($amount) } sur { $symbol }
       *[other] Frais de financement crédités : { $amount } sur { $symbol }
    }
    .count = { $count ->
        [one] { $count } paiement de financement
        [many] { $count } de paiements de financement
       *[other] { $count } paiements de financement
    }
    .rate = Taux de financement (%)
    .position_id = Position

deposit_detected = Un dépôt de { $amount } a été détecté et n’est pas encore crédité
    .title = Dépôt détecté
    .subject = Dépôt détecté : { $amount }
    .short = Il sera crédité une fois confirmé
    .sms = Fonds entrants détectés : { $amount }, pas encore crédités
    .count = { $count ->
        [one] { $count } dépôt détecté
        [many] { $count } de dépôts détectés
       *[other] { $count } dépôts détectés
    }
    .deposit_id = Dépôt
    .network = Réseau
    .tx_id = Transaction
    .confirmations = Confirmations
    .confirmations_needed = Confirmations requises

withdrawal_confirmation_needed = Votre retrait de { $amount } attend votre confirmation
    .title = Confirmez votre retrait
    .subject = Confirmez votre retrait : { $amount }
    .short = Il attend votre confirmation
    .sms = Confirmez votre retrait de { $amount } dans l'app. Si ce n'est pas vous, ne le confirmez pas et sécurisez vite votre compte
    .more = Si ce n’était pas vous, ne confirmez pas
    .count = { $count ->
        [one] { $count } retrait à confirmer
        [many] { $count } de retraits à confirmer
       *[other] { $count } retraits à confirmer
    }
    .withdrawal_id = Retrait
    .address_short = Adresse de destination
    .address_short-sms = Vers
    .network = Réseau

withdrawal_requested = Un retrait de { $amount } a été demandé
    .title = Retrait demandé
    .subject = Retrait demandé : { $amount }
    .short = Demandé depuis votre compte
    .sms = Retrait demandé : { $amount }. Si ce n'est pas vous, agissez tout de suite dans l'app
    .more = Si ce n’était pas vous, agissez vite
    .count = { $count ->
        [one] { $count } retrait demandé
        [many] { $count } de retraits demandés
       *[other] { $count } retraits demandés
    }
    .withdrawal_id = Retrait
    .address_short = Adresse de destination
    .address_short-sms = Vers
    .network = Réseau
    .available_at = Envoi au plus tôt

withdrawal_sent = Votre retrait de { $amount } a été envoyé
    .title = Retrait envoyé
    .subject = Retrait envoyé : { $amount }
    .short = Le transfert est en cours
    .sms = Retrait envoyé : { $amount }
    .count = { $count ->
        [one] { $count } retrait envoyé
        [many] { $count } de retraits envoyés
       *[other] { $count } retraits envoyés
    }
    .withdrawal_id = Retrait
    .tx_id = Transaction
    .network = Réseau

withdrawal_completed = Votre retrait de { $amount } a été effectué
    .title = Retrait effectué
    .subject = Retrait effectué : { $amount }
    .short = Il a été confirmé sur le réseau
    .sms = Retrait effectué : { $amount }
    .count = { $count ->
        [one] { $count } retrait effectué
        [many] { $count } de retraits effectués
       *[other] { $count } retraits effectués
    }
    .withdrawal_id = Retrait
    .tx_id = Transaction
    .network = Réseau

withdrawal_failed = Votre retrait de { $amount } a échoué
    .title = Échec du retrait
    .subject = Échec du retrait : { $amount }
    .short = Il n’a pas pu être effectué
    .sms = Échec du retrait : { $amount }
    .count = { $count ->
        [one] { $count } retrait en échec
        [many] { $count } de retraits en échec
       *[other] { $count } retraits en échec
    }
    .withdrawal_id = Retrait
    .reason = Motif
    .reason-sms = Motif

# $from_account, $to_account: names of the trader's own accounts
transfer_completed = Transfert de { $amount } effectué de { $from_account } vers { $to_account }
    .title = Transfert effectué
    .subject = Transfert effectué : { $amount }
    .short = De { $from_account } vers { $to_account }
    .sms = Transfert effectué : { $amount } de { $from_account } vers { $to_account }
    .count = { $count ->
        [one] { $count } transfert
        [many] { $count } de transferts
       *[other] { $count } transferts
    }
    .transfer_id = Transfert

login_from_new_device = Connexion à votre compte depuis un nouvel appareil : { $device }
    .title = Connexion depuis un nouvel appareil
    .short = Connexion à votre compte depuis { $device }
    .sms = Connexion à votre compte depuis un nouvel appareil : { $device }. Si ce n'est pas vous, agissez tout de suite dans l'app
    .more = Si vous n’êtes pas à l’origine de cette connexion, sécurisez immédiatement votre compte
    .count = { $count ->
        [one] { $count } connexion depuis un nouvel appareil
        [many] { $count } de connexions depuis de nouveaux appareils
       *[other] { $count } connexions depuis de nouveaux appareils
    }
    .country = Pays
    .country-sms = Pays
    .city = Ville
    .city-sms = Ville
    .ip_masked = Adresse IP

password_changed = Le mot de passe de votre compte a été modifié
    .title = Mot de passe modifié
    .short = Le mot de passe de votre compte a été modifié
    .sms = Le mot de passe de votre compte a été modifié. Si ce n'est pas vous, agissez tout de suite dans l'app
    .more = Si ce n’était pas vous, agissez vite
    .count = { $count ->
        [one] { $count } changement de mot de passe
        [many] { $count } de changements de mot de passe
       *[other] { $count } changements de mot de passe
    }
    .device = Appareil
    .device-sms = Appareil
    .country = Pays
    .country-sms = Pays

two_factor_changed = { $change ->
        [enabled] L’authentification à deux facteurs (2FA) a été activée sur votre compte
        [disabled] L’authentification à deux facteurs (2FA) a été désactivée sur votre compte
       *[replaced] L’authentification à deux facteurs (2FA) de votre compte a été remplacée
    }
    .title = { $change ->
        [enabled] Authentification 2FA activée
        [disabled] Authentification 2FA désactivée
       *[replaced] Authentification 2FA remplacée
    }
    .short = { $change ->
        [enabled] Elle est désormais requise pour votre compte
        [disabled] Elle ne protège plus votre compte
       *[replaced] Votre compte utilise désormais une autre méthode
    }
    .sms = { $change ->
        [enabled] La 2FA a été activée sur votre compte
        [disabled] La 2FA a été désactivée sur votre compte
       *[replaced] La 2FA de votre compte a été remplacée
    }. Si ce n'est pas vous, agissez tout de suite dans l'app
    .more = Si ce n’était pas vous, agissez vite
    .count = { $count ->
        [one] { $count } modification de la 2FA
        [many] { $count } de modifications de la 2FA
       *[other] { $count } modifications de la 2FA
    }
    .method = Méthode
    .method-sms = Méthode

api_key_created = Une nouvelle clé API a été créée sur votre compte
    .title = Clé API créée
    .short = Une nouvelle clé API a été créée sur votre compte
    .sms = Une nouvelle clé API a été créée sur votre compte. Si ce n'est pas vous, agissez tout de suite dans l'app
    .more = Si ce n’était pas vous, agissez vite
    .count = { $count ->
        [one] { $count } nouvelle clé API
        [many] { $count } de nouvelles clés API
       *[other] { $count } nouvelles clés API
    }
    .label = Nom
    .label-sms = Nom
    .permissions = Autorisations

withdrawal_address_added = Une adresse de retrait { $asset } a été ajoutée à votre compte
    .title = Adresse de retrait ajoutée
    .subject = Adresse de retrait ajoutée : { $asset }
    .short = Une adresse de retrait a été ajoutée à votre compte
    .sms = Une adresse de retrait { $asset } a été ajoutée à votre compte. Si ce n'est pas vous, agissez tout de suite dans l'app
    .more = Si ce n’était pas vous, agissez vite
    .count = { $count ->
        [one] { $count } nouvelle adresse de retrait
        [many] { $count } de nouvelles adresses de retrait
       *[other] { $count } nouvelles adresses de retrait
    }
    .label = Nom
    .label-sms = Nom
    .address_short = Adresse
    .address_short-sms = Adresse
    .usable_from = Utilisable à partir du

account_frozen = Votre compte a été gelé
    .title = Compte gelé
    .short = Votre compte a été gelé par la plateforme
    .sms = Votre compte a été gelé. Si vous ne vous y attendiez pas, contactez l'assistance
    .more = Si vous ne vous y attendiez pas, contactez immédiatement l’assistance
    .count = { $count ->
        [one] { $count } gel de compte
        [many] { $count } de gels de compte
       *[other] { $count } gels de compte
    }
    .freeze_id = Dossier
    .reason = Motif
    .reason-sms = Motif
    .until = Gelé jusqu’au

p2p_payment_marked = Un paiement de { $amount } a été marqué comme envoyé dans votre transaction P2P
    .title = Paiement P2P marqué comme envoyé
    .subject = Paiement P2P marqué comme envoyé : { $amount }
    .short = Vérifiez que l’argent est bien arrivé
    .sms = Paiement P2P de { $amount } marqué comme envoyé. Vérifiez qu'il est bien arrivé avant de libérer les cryptos
    .more = Ne libérez les cryptos qu’une fois l’argent reçu
    .count = { $count ->
        [one] { $count } paiement P2P
        [many] { $count } de paiements P2P
       *[other] { $count } paiements P2P
    }
    .trade_id = Transaction
    .counterparty = Contrepartie
    .counterparty-sms = Contrepartie

p2p_dispute_opened = Un litige a été ouvert concernant votre transaction P2P
    .title = Litige P2P ouvert
    .short = Un litige a été ouvert concernant votre transaction P2P
    .sms = Un litige a été ouvert concernant votre transaction P2P, répondez dans l'app
    .more = Répondez dans l’application
    .count = { $count ->
        [one] { $count } litige P2P
        [many] { $count } de litiges P2P
       *[other] { $count } litiges P2P
    }
    .trade_id = Transaction
    .reason = Motif

card_authorised = Votre paiement par carte de { $amount } chez { $merchant } a été accepté
    .title = Paiement par carte accepté
    .subject = Paiement par carte accepté : { $amount }
    .short = Chez { $merchant }
    .sms = Paiement par carte accepté : { $amount } chez { $merchant }
    .count = { $count ->
        [one] { $count } paiement par carte
        [many] { $count } de paiements par carte
       *[other] { $count } paiements par carte
    }
    .authorisation_id = Paiement

card_declined = Votre paiement par carte de { $amount } chez { $merchant } a été refusé
    .title = Paiement par carte refusé
    .subject = Paiement par carte refusé : { $amount }
    .short = Chez { $merchant }
    .sms = Paiement par carte refusé : { $amount } chez { $merchant }
    .count = { $count ->
        [one] { $count } paiement par carte refusé
        [many] { $count } de paiements par carte refusés
       *[other] { $count } paiements par carte refusés
    }
    .authorisation_id = Paiement
    .reason = Motif
    .reason-sms = Motif

copy_stopped = Vous ne copiez plus { $leader }
    .title = Copy trading arrêté
    .subject = Copy trading arrêté : { $leader }
    .short = Vous ne copiez plus ce trader
    .sms = Fin du copy trading : { $leader }
    .count = { $count ->
        [one] { $count } arrêt de copy trading
        [many] { $count } d’arrêts de copy trading
       *[other] { $count } arrêts de copy trading
    }
    .reason = Motif
    .realized_pnl = PnL réalisé
    .realized_pnl-sms = PnL

# $amount: what is free again
earn_matured = Votre produit Earn est arrivé à échéance : vous disposez de nouveau de { $amount }
    .title = Produit Earn arrivé à échéance
    .subject = Produit Earn arrivé à échéance : { $amount }
    .short = Le montant est de nouveau disponible
    .sms = Produit Earn arrivé à échéance : vous disposez de nouveau de { $amount }
    .count = { $count ->
        [one] { $count } produit Earn arrivé à échéance
        [many] { $count } de produits Earn arrivés à échéance
       *[other] { $count } produits Earn arrivés à échéance
    }
    .product_id = Produit
    .reward = Récompense
    .reward-sms = Récompense

contract_expiring = { $symbol } arrive à échéance le { $expires_at }
    .title = Contrat arrivant à échéance
    .subject = Contrat arrivant à échéance : { $symbol }
    .short = Échéance le { $expires_at }
    .sms = Contrat arrivant à échéance : { $symbol }, le { $expires_at }
    .count = { $count ->
        [one] { $count } contrat arrivant à échéance
        [many] { $count } de contrats arrivant à échéance
       *[other] { $count } contrats arrivant à échéance
    }
    .settlement_price = Prix de règlement estimé
    .settlement_price-sms = Prix de règlement

trading_halted = Le trading de { $symbol } est suspendu
    .title = Trading suspendu
    .subject = Trading suspendu : { $symbol }
    .short = Les ordres ne sont pas exécutés pour le moment
    .sms = Trading suspendu : { $symbol }
    .count = { $count ->
        [one] { $count } suspension de trading
        [many] { $count } de suspensions de trading
       *[other] { $count } suspensions de trading
    }
    .reason = Motif
    .until = Reprise prévue
    .until-sms = Reprise prévue

trading_resumed = Le trading de { $symbol } a repris
    .title = Reprise du trading
    .subject = Reprise du trading : { $symbol }
    .short = Les ordres sont de nouveau exécutés
    .sms = Reprise du trading : { $symbol }
    .count = { $count ->
        [one] { $count } reprise du trading
        [many] { $count } de reprises du trading
       *[other] { $count } reprises du trading
    }

delisting = { $symbol } sera délisté : fin du trading le { $trading_ends_at }
    .title = Délisting
    .subject = Délisting : { $symbol }
    .short = Fin du trading le { $trading_ends_at }
    .sms = Délisting de { $symbol } : fin du trading le { $trading_ends_at }
    .count = { $count ->
        [one] { $count } délisting
        [many] { $count } de délistings
       *[other] { $count } délistings
    }
    .withdrawals_end_at = Fin des retraits

margin_requirements_changed = Les exigences de marge de { $symbol } changent le { $effective_at }
    .title = Modification des exigences de marge
    .subject = Modification des exigences de marge : { $symbol }
    .short = Elles changent le { $effective_at }
    .sms = Les exigences de marge de { $symbol } changent le { $effective_at }
    .count = { $count ->
        [one] { $count } modification des exigences de marge
        [many] { $count } de modifications des exigences de marge
       *[other] { $count } modifications des exigences de marge
    }
    .old_percent = Ancienne marge de maintenance (%)
    .old_percent-sms = Ancienne (%)
    .new_percent = Nouvelle marge de maintenance (%)
    .new_percent-sms = Nouvelle (%)

maintenance = Maintenance programmée du { $starts_at } au { $ends_at }
    .title = Maintenance programmée
    .short = Du { $starts_at } au { $ends_at }
    .sms = Maintenance du { $starts_at } au { $ends_at }
    .count = { $count ->
        [one] { $count } avis de maintenance
        [many] { $count } d’avis de maintenance
       *[other] { $count } avis de maintenance
    }
    .scope = Services concernés

# $title, $body: the exchange's own texts
incident = { $title } : { $body }
    .title = { $state ->
        [open] Incident
        [update] Mise à jour de l’incident
       *[resolved] Incident résolu
    }
    .subject = { $state ->
        [open] Incident : { $title }
        [update] Mise à jour de l’incident : { $title }
       *[resolved] Incident résolu : { $title }
    }
    .short = { $body }
    .sms = { $state ->
        [open] Incident : { $title }
        [update] Mise à jour de l'incident : { $title }
       *[resolved] Incident résolu : { $title }
    }
    .count = { $count ->
        [one] { $count } avis d’incident
        [many] { $count } d’avis d’incident
       *[other] { $count } avis d’incident
    }
    .incident_id = Incident

# $title, $body: the exchange's own texts
announcement = { $title } : { $body }
    .title = Annonce
    .subject = { $title }
    .short = { $body }
    .sms = Annonce : { $title }
    .count = { $count ->
        [one] { $count } annonce
        [many] { $count } d’annonces
       *[other] { $count } annonces
    }
    .link = En savoir plus

kyc_approved = Votre identité a été vérifiée
    .title = Identité vérifiée
    .short = Votre vérification a été validée
    .sms = Votre identité a été vérifiée
    .count = { $count ->
        [one] { $count } vérification validée
        [many] { $count } de vérifications validées
       *[other] { $count } vérifications validées
    }
    .case_id = Dossier

kyc_action_needed = Votre vérification d’identité nécessite une action de votre part
    .title = Vérification : action requise
    .short = Votre vérification d’identité est incomplète
    .sms = Veuillez finaliser votre vérification d'identité dans l'app
    .more = Veuillez la finaliser dans l’application
    .count = { $count ->
        [one] { $count } demande concernant votre vérification
        [many] { $count } de demandes concernant votre vérification
       *[other] { $count } demandes concernant votre vérification
    }
    .case_id = Dossier
    .reason = Motif
    .due_by = Date limite

source_of_funds_needed = Nous avons besoin d’un justificatif de l’origine de vos fonds
    .title = Justificatif d’origine des fonds requis
    .short = Nous avons besoin d’un justificatif de l’origine de vos fonds
    .sms = Veuillez envoyer un justificatif de l'origine de vos fonds dans l'app
    .more = Veuillez l’envoyer dans l’application
    .count = { $count ->
        [one] { $count } demande de justificatif de fonds
        [many] { $count } de demandes de justificatif de fonds
       *[other] { $count } demandes de justificatif de fonds
    }
    .case_id = Dossier
    .due_by = Date limite

fee_tier_changed = Votre niveau de frais est désormais { $tier }
    .title = Niveau de frais modifié
    .subject = Niveau de frais modifié : { $tier }
    .short = De nouveaux frais s’appliquent à vos trades
    .sms = Votre niveau de frais est désormais { $tier }
    .count = { $count ->
        [one] { $count } changement de niveau de frais
        [many] { $count } de changements de niveau de frais
       *[other] { $count } changements de niveau de frais
    }
    .maker_fee_percent = Frais maker (%)
    .maker_fee_percent-sms = Maker (%)
    .taker_fee_percent = Frais taker (%)
    .taker_fee_percent-sms = Taker (%)

# $period: a text such as 2026-10
statement_ready = Votre relevé de compte ({ $period }) est disponible
    .title = Relevé de compte disponible
    .subject = Relevé de compte disponible : { $period }
    .short = Vous pouvez le télécharger dans l’application
    .sms = Relevé de compte disponible : { $period }
    .count = { $count ->
        [one] { $count } relevé de compte
        [many] { $count } de relevés de compte
       *[other] { $count } relevés de compte
    }

# $period: a text such as 2026
tax_report_ready = Votre rapport fiscal ({ $period }) est disponible
    .title = Rapport fiscal disponible
    .subject = Rapport fiscal disponible : { $period }
    .short = Vous pouvez le télécharger dans l’application
    .sms = Rapport fiscal disponible : { $period }
    .count = { $count ->
        [one] { $count } rapport fiscal
        [many] { $count } de rapports fiscaux
       *[other] { $count } rapports fiscaux
    }

# The trader asked for it
delivery_test = Ceci est un test : vos notifications vous parviennent ici
    .title = Notification de test
    .short = Vos notifications vous parviennent ici
    .sms = Ceci est un test : vos notifications vous parviennent par SMS
    .count = { $count ->
        [one] { $count } notification de test
        [many] { $count } de notifications de test
       *[other] { $count } notifications de test
    }

staking_reward = Vous avez gagné { $amount } grâce au staking
    .title = Récompense de staking
    .subject = Récompense de staking : { $amount }
    .short = Gagné grâce au staking
    .sms = Recompense de staking: { $amount }
    .count = { $count ->
        [one] { $count } récompense de staking
        [many] { $count } de récompenses de staking
       *[other] { $count } récompenses de staking
    }
    .apr_percent = Taux annuel (%)
    .reward_id = Récompense
