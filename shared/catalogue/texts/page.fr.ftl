# The French texts of the trader's page. The format is in ../README.md; page.en.ftl says what the
# variables are.

# The whole page
page-title = Console de trading
skip = Aller au contenu
start-failed = La console n’a pas pu démarrer. Rechargez la page.
cancel = Annuler
close = Fermer
undo = Annuler
dismiss = Ignorer
messages-label = Messages
problems-label = Problèmes
load-failed = Le chargement a échoué. Réessayez.
loading-alerts = Chargement des alertes…

# The two places of a local system, and the parts of the app
places-label = Lieux
places-app = App du trader
places-simulator = Simulateur
jump-label = Sur cette page

# What a first visitor reads; $lead and $link are the messages with these endings
welcome-label = Par où commencer
welcome-close = Compris, ne plus afficher
welcome = { $lead } Placez une alerte sur le graphique et choisissez dans les { $link } ce qui vous parvient, et où.
welcome-lead = Vos notifications, en direct.
welcome-link = préférences
welcome-app = { $lead } Placez une alerte sur le graphique, ou ouvrez le { $link } et liquidez le trader.
welcome-app-lead = L’app d’un trader, en direct.
welcome-app-link = simulateur
welcome-simulator = { $lead } Envoyez une liquidation et voyez où elle arrive : en message ici, sur le téléphone et par e-mail.
welcome-simulator-lead = Vous êtes l’exchange.

# The footer; the name of TradingView, Inc. follows
foot-charts = Graphiques : TradingView Lightweight Charts™, copyright ©
foot-notice = Mentions
foot-licence = Licence

# The connection, in the header
connection-title = Connexion par laquelle arrivent vos notifications
connection-starting = Démarrage…
connection-system = Le système démarre…
connection-failed = Non démarrée
connection-connecting = Connexion…
connection-open = Mise à jour…
connection-synced = En direct
connection-offline = Hors ligne
connection-closed = Déconnecté
connection-waiting = Reconnexion…
connection-waiting-for = Reconnexion dans { $seconds } s
connection-said-synced = Connexion : en direct
connection-said-waiting = Connexion perdue, reconnexion en cours
connection-said-offline = Vous êtes hors ligne

# The theme
theme-auto = Thème : comme le système
theme-light = Thème : clair
theme-dark = Thème : sombre

# Times and spans; $days and the like are whole numbers, $number may have a fraction
clock-at = à { $time }
span-ms = { $number } ms
span-s = { $number } s
span-min-s = { $minutes } min { $seconds } s
span-min = { $minutes } min
span-h-min = { $hours } h { $minutes } min
span-h = { $hours } h
span-d = { $days } j

# Channels, as they are called in a list and in a sentence
channel-websocket = Dans l’app
channel-push = Push
channel-telegram = Telegram
channel-email = E-mail
channel-sms = SMS

# Why a delivery is in its state
reason-disabled = Vous avez désactivé ce type.
reason-not_chosen = Vous n’avez pas choisi ce canal.
reason-threshold = Ce n’est pas en dessous de la limite que vous avez fixée.
reason-min_score = C’est en dessous du minimum que vous avez fixé.
reason-no_contact = Il n’y a ni adresse, ni appareil, ni conversation où envoyer.
reason-channel_not_deployed = Ce système ne dessert pas ce canal.
reason-superseded = Un événement plus récent l’a rendu obsolète.
reason-already_notified = Vous avez été averti de la même chose peu avant.
reason-over_cap = Le quota de ce canal est épuisé.
reason-country_not_allowed = Aucun SMS n’est envoyé vers le pays de ce numéro.
reason-quiet_hours = Il attend la fin de vos heures calmes.
reason-snoozed = Il attend la fin de votre pause.
reason-backfill = Il date du passé et ne va que dans la boîte de réception.

# Why a channel would not reach the trader
unreachable-no_contact-push = Aucun appareil n’est enregistré.
unreachable-no_contact-telegram = Aucune conversation Telegram n’est associée.
unreachable-no_contact-email = Votre compte n’a pas d’adresse e-mail, ou les e-mails sont revenus.
unreachable-no_contact-sms = Votre compte n’a pas de numéro de téléphone.
unreachable-not_chosen-push = Vous n’avez choisi le push pour rien dans cette classe.
unreachable-not_chosen-telegram = Vous n’avez choisi Telegram pour rien dans cette classe.
unreachable-not_chosen-email = Vous n’avez choisi l’e-mail pour rien dans cette classe.
unreachable-not_chosen-sms = Les SMS sont réservés aux événements critiques.
unreachable-quiet_hours = Heures calmes : il attendrait leur fin. Les événements critiques passent quand même.
unreachable-snoozed = En pause : il attendrait la fin. Les événements critiques passent quand même.
unreachable-disabled = Tous les événements de cette classe sont désactivés.

# The states of a delivery
state-pending = en attente
state-deferred = différé
state-retrying = nouvel essai
state-acked = confirmé
state-not_needed = inutile
state-accepted = accepté
state-unknown = inconnu
state-expired = expiré
state-suppressed = supprimé
state-dead_lettered = non distribuable
dismissal-dismissal_requested = Masquage demandé

# The results of one attempt
result-accepted = accepté
result-gone = n’existe plus
result-refused = refusé
result-throttled = limité
result-timeout = sans réponse
result-error = erreur
result-routed = routé

# Where a notification was seen
seen = Vu
seen-websocket = Vu dans l’app
seen-push = Vu sur le téléphone
seen-telegram = Vu sur Telegram
seen-email = Vu par e-mail
seen-sms = Vu par SMS
# $seen is one of these
seen-at = { $seen } à { $time }

# What went wrong, by the code of the server
problem = Cela n’a pas fonctionné.
problem-bad_type = Le serveur local n’accepte que du JSON.
problem-busy = C’est déjà en cours.
problem-forbidden = Seule la console elle-même peut faire cela.
problem-starting = Le système démarre encore.
problem-bad_field = L’une des valeurs n’est pas possible.
problem-bad_json = Le serveur n’a pas pu lire la demande.
problem-disconnected = La connexion a été perdue avant l’arrivée de la réponse.
problem-closed = Vous êtes déconnecté.
problem-internal = Un problème est survenu sur le serveur. Réessayez.
problem-limit_reached = Vous avez atteint le maximum. Supprimez-en d’abord un.
problem-missing_field = Il manque une valeur.
problem-not_found = Cela n’existe plus.
problem-timeout = Le serveur n’a pas répondu à temps.
problem-too_large = C’est trop long.
problem-too_many_requests = Trop de demandes en peu de temps. Patientez un instant.
problem-unauthorized = Le serveur n’a pas accepté le jeton.
problem-unavailable = Le serveur n’est pas disponible pour le moment.
problem-unknown_action = Le serveur ne sait pas faire cela.
problem-unreachable = Le serveur est injoignable.
problem-version_conflict = Cela a été modifié ailleurs entre-temps.

# What is wrong with a field
field-time = L’heure est comprise entre 00:00 et 23:59.
field-switch = C’est activé ou désactivé.
field-number = C’est un nombre de { $least } à { $most }.
field-range = De { $least } à { $most }.
field-channels = Il faut ici au moins un canal hors de l’app.
field-alert-condition = Choisissez quand elle se déclenche.
field-alert-cooldownSeconds = Le délai est un nombre entier de secondes, un jour au maximum.
field-alert-expiresAt = La fin doit être dans le futur.
field-alert-note = Une note compte 280 caractères au maximum, et seulement ceux qui peuvent être envoyés.
field-alert-rearmPercent = Le retour est un pourcentage de 0 à 50.
field-alert-targetPrice = Il ne peut pas y avoir d’alerte à ce prix.
field-preferences-language = Cette langue n’est pas connue.
field-preferences-lockScreen = Choisissez ce qu’affiche l’écran verrouillé.
field-preferences-quietHours = Le début et la fin doivent être différents et compris entre 00:00 et 23:59.
field-preferences-timeZone = Ce fuseau horaire n’est pas connu : écrivez-en un comme Europe/Berlin.

# Why an event was rejected
rejection = Rejeté avec { $code } : { $why }.
rejection-at = Rejeté avec { $code } pour { $field } : { $why }.
rejection-other = il est illisible
rejection-bad_json = ce n’est pas un objet JSON
rejection-unknown_type = ce type d’événement n’existe pas
rejection-missing_field = il manque un champ
rejection-bad_field = un champ est illisible
rejection-too_large = il dépasse 32 Kio
rejection-future_timestamp = il s’est produit plus de 5 minutes dans le futur

# Numbers that are typed; $ways are numbers, joined by "or"
number-empty = Saisissez un nombre.
number-none = Ce n’est pas un nombre : écrivez des chiffres, comme dans { $example }.
number-other-rules = Selon les règles de cette langue ({ $language }), ce n’est pas un nombre. Écrivez { $ways }.
number-ambiguous = Cela peut se lire de deux façons. Écrivez { $ways }.
number-rules = Les nombres se lisent comme dans cette langue : { $language }.

# The market
market = Marché
market-last-price = Dernier prix :
market-chart-of = Prix de { $symbol }, avec les niveaux d’alerte
market-chart-not-loaded = Le graphique n’a pas pu être chargé. Rechargez la page.
market-hint = Faites glisser un niveau pour le déplacer. Double-cliquez pour en ajouter un.
market-zone = Les heures sont celles de { $zone }.
market-waiting = En attente des prix…
market-no-feed = Il n’y a pas de prix ici
market-live = Prix en direct
market-stopped = Prix arrêtés à { $time }
market-none = Pas de prix
market-stale = L’exchange signale : les prix sont arrêtés
market-follow = Suivre
market-follow-hint = Annonces de l’exchange sur { $symbol }
market-follow-failed = Non modifié : { $problem }

# Alerts
alert-add = + Alerte de prix
alert-levels = Niveaux d’alerte
alert-all = Tous les marchés
alert-empty = Pas encore d’alerte. Double-cliquez sur le graphique ou ajoutez-en une.
alert-state-armed = active
alert-state-waiting = en attente
alert-state-paused = en pause
alert-state-fired = déclenchée
alert-state-expired = expirée
alert-state-saving = enregistrement
alert-level = Niveau d’alerte
alert-value = { $condition ->
        [above] au-dessus de { $price }, { $state }
       *[below] en dessous de { $price }, { $state }
    }
alert-price-label = { $condition ->
        [above] Prix de l’alerte au-dessus de { $price }
       *[below] Prix de l’alerte en dessous de { $price }
    }
alert-down = Descendre l’alerte à { $price }
alert-up = Monter l’alerte à { $price }
alert-delete = Supprimer l’alerte à { $price }
alert-pause = Mettre en pause l’alerte à { $price }
alert-resume = Reprendre l’alerte à { $price }
alert-again = Encore
alert-again-label = Réactiver l’alerte à { $price }
alert-fired = déclenchée à { $time } à { $price }
alert-recurring = récurrente, au plus toutes les { $span }
alert-once = une fois
alert-until = jusqu’à { $time }
alert-reading = Lu comme { $price }. Entrée la déplace là.
alert-decimals = Ici, les prix ont au maximum { $count } décimales.
alert-deleted = Alerte à { $price } supprimée.
alert-not-created = L’alerte n’a pas été créée : { $problem }
alert-not-restored = L’alerte n’a pas été rétablie : { $problem }
alert-not-moved = Pas déplacée à { $price } : { $problem }
alert-not-deleted = Pas supprimée : { $problem }
alert-not-paused = Pas mise en pause : { $problem }
alert-not-resumed = Pas reprise : { $problem }
alert-not-read = Les alertes n’ont pas pu être lues : { $problem }
alert-demo-note = Démo : proche du prix, donc bientôt franchie
alert-demo-failed = L’alerte de démonstration n’a pas été créée : { $problem }

# The form of a new alert; $symbol and $zone are elements
new-title = Nouvelle alerte sur { $symbol }
new-price = Prix
new-fires = Se déclenche
new-by-price = selon le prix actuel
new-above = à ce prix ou au-dessus
new-below = à ce prix ou en dessous
new-percents = À partir du prix actuel
new-recurring = Récurrente : encore et encore
new-cooldown = Délai, en s
new-rearm = Revient de, en %
new-until = Jusqu’à (facultatif, heure de { $zone })
new-note = Note (facultative)
new-create = Créer l’alerte
new-create-at = Créer l’alerte à { $price }
new-fires-at = { $condition ->
        [above] Se déclenche quand le prix est à { $price } ou au-dessus.
       *[below] Se déclenche quand le prix est à { $price } ou en dessous.
    }
new-no-price = Aucun prix n’est connu : choisissez quand elle se déclenche.
new-no-price-at = { $price }. Aucun prix n’est connu : choisissez quand elle se déclenche.
new-decimals = Les prix de { $symbol } ont au maximum { $count } décimales.

# The rules of levels
level-zero = Un niveau est supérieur à zéro.
level-digits = Un niveau a au maximum { $count } chiffres avant la virgule.
level-factor = Un niveau vaut au plus mille fois le prix, qui est de { $price }.
level-twice-title = Vous avez déjà cette alerte
level-twice = { $condition ->
        [above] Une alerte à { $price } ou au-dessus est déjà active. Une seconde vous dirait deux fois la même chose.
       *[below] Une alerte à { $price } ou en dessous est déjà active. Une seconde vous dirait deux fois la même chose.
    }
level-twice-yes = La créer deux fois
level-far-title = Loin du prix
level-far = { $condition ->
        [above] L’alerte se déclencherait à { $price } ou au-dessus.
       *[below] L’alerte se déclencherait à { $price } ou en dessous.
    }
level-far-by = { $direction ->
        [lower] Le prix est de { $price } : c’est { $percent } % plus bas.
       *[higher] Le prix est de { $price } : c’est { $percent } % plus haut.
    }
level-far-yes = La créer à { $price }

# The alerts on all markets
overview-title = Alertes sur tous les marchés
overview-empty = Il n’y a d’alerte sur aucun marché.
overview-show = Afficher { $symbol }
overview-delete = Supprimer l’alerte sur { $symbol } à { $price }
overview-deleted = { $symbol } : l’alerte à { $price } est supprimée.

# What would reach the trader
reach-title = Ce qui vous parviendrait
reach-when = À quelle heure de la journée ?
reach-time = Heure de la journée
reach-table = Canaux par lesquels un événement important vous parviendrait
reach-channel = Canal
reach-now = Maintenant
reach-then = À { $time }
reach-zone = { $time }, { $zone }
reach-yes = vous parvient
reach-no = silencieux
reach-summary = Un événement important à { $time } vous parviendrait par { $channels }.
reach-silent = À { $time }, seul un événement critique vous réveillerait.
reach-not-read = L’accessibilité n’a pas pu être lue : { $problem }
devices-title = Appareils
devices-none = Aucun téléphone n’est enregistré, le push est donc impossible.
devices-remove = Retirer
devices-remove-label = Retirer l’appareil { $device } ({ $platform })
devices-not-removed = L’appareil n’a pas été retiré : { $problem }
devices-since = depuis { $time }
devices-register = Enregistrer le téléphone de démonstration
devices-not-registered = Le téléphone n’a pas été enregistré : { $problem }
platform-ios = iPhone
platform-android = Téléphone Android
platform-web = Navigateur
telegram-title = Telegram
telegram-link = Associer Telegram
telegram-unlink = Dissocier
telegram-none = Aucune conversation n’est associée.
telegram-unclear = Associé, ou choisi pour rien dans cette classe.
telegram-linked = Une conversation est associée.
telegram-not-linked = Telegram n’a pas été associé : { $problem }
telegram-not-unlinked = Telegram n’a pas été dissocié : { $problem }
# $bot is a link with the text of telegram-bot, $code a command
telegram-code = Ouvrez { $bot } et envoyez { $code } dans les { $minutes } minutes.
telegram-bot = le bot

# The test notification
test-title = Test
test-send = Envoyer une notification de test
test-sms = par SMS aussi
test-limit = Un test est possible toutes les 10 minutes. Réessayez plus tard.
test-not-loaded = Le test n’a pas pu être chargé. Réessayez.
test-table = Ce qu’est devenue la notification de test
test-accepted = Accepté
test-seen = Vu
test-not-sent = non envoyé
test-sending = Envoi…
test-waiting = Envoyée. En attente des canaux…
test-unseen = Envoyée. Pas encore vue.
test-not-read = Le résultat n’a pas pu être lu : { $problem }
test-refused = Non envoyée. { $problem }
# $text is a state with its reason, $result that of the last attempt
test-attempt = { $text } ({ $result } à { $time })

# The timeline
timeline-title = Parcours
timeline-of = Parcours : { $notification }
timeline-follow = suivre la dernière
timeline-empty = Rien n’est encore arrivé. Le parcours de la dernière notification s’affiche ici.
timeline-problem = On ne sait rien de { $id } : { $problem }
timeline-missing = Il n’y a pas de notification { $id }.
timeline-chart = Étapes sur un axe de temps
timeline-chart-label = Les étapes sur un axe de temps depuis l’événement ; le tableau ci-dessous montre la même chose.
timeline-table = Étapes de la notification
timeline-hop = Étape
timeline-at = Heure
timeline-since = Depuis l’événement
timeline-took = Durée
timeline-result = Résultat
timeline-route = Exchange → routé
timeline-occurred = Survenu
timeline-at-exchange = sur l’exchange
timeline-routed = Routé
timeline-from-queue = pris dans la file
timeline-until = jusqu’à { $time }
timeline-socket = { $channel }, socket { $number }
timeline-try = { $channel }, essai { $number }
timeline-ack = Confirmation
timeline-ack-after = confirmé { $span }
timeline-no-ack = pas encore

# Where a notification leads
follow-elsewhere = Ceci mène à { $link } dans l’app de l’exchange, qui ne fait pas partie de cette page.
follow-details = Détails de l’envoi

# Signing in
sign-in = Se connecter
sign-in-text = Cette console utilise le jeton de votre exchange. Il est conservé dans cet onglet jusqu’à ce que vous vous déconnectiez ou le fermiez.
sign-in-token = Jeton
sign-in-no-token = Ce n’est pas un jeton : il a trois parties séparées par des points.
sign-in-refused = Le serveur n’a pas accepté le jeton. Il a peut-être expiré.
sign-in-as = Connecté en tant que
sign-in-failed = La connexion en tant que { $trader } a échoué : le serveur local n’a pas répondu.
sign-out = Se déconnecter
sign-out-elsewhere = Vous vous êtes déconnecté dans un autre onglet.
link-unreadable = Le lien contenait un jeton illisible. Il a été ignoré.
link-title = Se connecter en tant que quelqu’un d’autre ?
link-text = Ce lien vous connecte en tant que { $trader }. Vous êtes connecté en tant que { $user }.
link-warning = Si vous ne vous y attendiez pas, restez.
link-yes = Se connecter en tant que { $trader }
link-no = Rester { $user }
leave-title = Préférences non enregistrées
leave-text = { $user } a modifié des préférences qui ne sont pas enregistrées. Elles seraient perdues.
leave-yes = Les abandonner
leave-no = Rester

# The demo traders' devices
demo-bot-silent = Le bot n’a pas répondu.
demo-failed = Le téléphone de démonstration n’a pas pu être configuré : { $problem }

# The preferences
preferences = Préférences
preferences-table = De quoi vous êtes averti, et où
preferences-conflict = Conflit
preferences-section = Événement
preferences-on = Actif
preferences-always = toujours
preferences-always-title = Toujours actif
preferences-mandatory = Ne peut pas être désactivé
preferences-sms-title = Les SMS sont réservés à P0
preferences-on-label = { $section } : actif
preferences-channel-label = { $section } par { $channel }
preferences-option-label = { $section } : { $option }
preferences-discard = Abandonner
preferences-save = Enregistrer
preferences-not-read = Lecture impossible : { $problem }
preferences-account = Comme dans votre compte
preferences-changes = { $count ->
        [one] { $count } modification non enregistrée
       *[other] { $count } modifications non enregistrées
    }
preferences-not-saved = Non enregistré
preferences-saving = Enregistrement…
preferences-saved = Enregistré en version { $version }
preferences-saved-with = Enregistré en version { $version }, avec ce qui a été modifié ailleurs : { $places }
preferences-refused = Non enregistré : { $problem }
preferences-refused-at = Non enregistré : { $place } : { $problem }
preferences-shown = La version { $version } est affichée
preferences-zone = { $zone }
preferences-zone-account = { $zone } (celui de votre compte)
preferences-zone-browser = { $zone } (celui de ce navigateur ; votre compte en a peut-être un autre)

# Places of the preferences, as a sentence about a conflict names them
place-timeZone = Fuseau horaire
place-language = Langue
place-quietHours = Heures calmes
place-lockScreen = Écran verrouillé
place-enabled = actif
place-channels = canaux
place-from = de
place-to = à
value-none = aucun
value-yes = oui
value-no = non
value-account = comme dans votre compte

# The preferences were changed in two places
conflict-title = Modifié ailleurs entre-temps
conflict-text = Un autre de vos onglets ou appareils a enregistré la version { $version }. Les deux ont modifié ceci :
conflict-table = Ce qui diffère
conflict-setting = Réglage
conflict-theirs = Là-bas
conflict-yours = Ici
conflict-take = Prendre là-bas
conflict-save = Enregistrer ma version par-dessus
conflict-status = Non enregistré : modifié ailleurs entre-temps

# The groups of the preferences; $count sections, of which $off are switched off
group-trades = Trading
group-funds = Fonds
group-alerts = Alertes
group-security = Sécurité
group-news = Actualités
group-summary = { $off ->
        [0] { $count } types, tous actifs
       *[other] { $count } types, { $off } désactivés
    }

# What a section would send; $language is the name of a language in itself
preview = Aperçu
preview-of = Aperçu : { $section }
preview-examples = Exemples
preview-hint = Exemples en { $language }. Ce qui est gris est envoyé si vous choisissez le canal.
preview-hint-off = Exemples en { $language }. Ils sont désactivés : rien de ceci n’est envoyé.
preview-not-chosen = non choisi
preview-not-loaded = L’aperçu n’a pas pu être chargé. Réessayez.

# A change after which the trader hears less of what is critical; $lost and $kept are lists of channels
weakening-title = Être moins averti de ce qui est critique ?
weakening-notice = Un avis de sécurité sur cette modification est envoyé à tous vos contacts.
weakening-yes = Enregistrer
weakening-no = Ne pas enregistrer
weakening-off = { $section } : désactivé. Plus rien ne vous en avertit, pas même l’app.
weakening-in-app = { $section } : seulement dans l’app. Quand cette page et l’app sont fermées, rien ne vous avertit.
weakening-lost = { $section } : plus par { $lost }. Toujours par : { $kept }.
weakening-lowered = { $section } : { $option } : { $after } au lieu de { $before }. Vous êtes averti plus tard.

# Quiet hours and snooze
quiet-hours = Heures calmes
quiet-hint = Seul ce qui est critique vous interrompt alors. Le reste attend leur fin.
quiet-clock = Heures calmes sur une horloge de 24 heures
quiet-from = Calme à partir de
quiet-to = Calme jusqu’à
quiet-for = { $span } de calme
quiet-field-from = De
quiet-field-to = À
snooze = Pause
snooze-hour = 1 heure
snooze-tomorrow = Jusqu’à demain { $time }
snooze-off = Arrêter
snooze-is-off = Désactivée. P0 interrompt toujours.
snooze-until = Jusqu’à { $time }. P0 interrompt quand même.
snooze-not-changed = Non modifié : { $problem }
time-zone = Fuseau horaire
language-label = Langue
lock-screen = Écran verrouillé
lock-screen-full = tout afficher
lock-screen-redacted = masquer les montants et les noms

# The simulator of the exchange
exchange = Jouer l’exchange
simulator-not-loaded = Le simulateur n’a pas pu être chargé. Rechargez la page.
exchange-preview = Aperçu de tous les textes
exchange-preview-title = Chaque type sur chaque canal dans chaque langue
exchange-send = Envoyer un événement
exchange-find = Chercher un événement
exchange-find-none = Aucun événement ne porte ce nom.
exchange-happen = Faire arriver quelque chose
exchange-crash = Chute −20 %
exchange-burst = Rafale de 500
exchange-drop = Couper la connexion
exchange-repeat = Renvoyer le dernier
exchange-busy = Exchange animé : plusieurs histoires à la fois
exchange-own = Un événement avec vos propres données
exchange-type = Type
exchange-optional = facultatif
exchange-expires = Expire dans
exchange-expires-type = selon son type
exchange-publish = Publier
exchange-class-0 = critique
exchange-class-1 = important
exchange-class-2 = informatif
exchange-sent = Ce qui a été envoyé
exchange-sent-list = Derniers événements envoyés
exchange-timeline = Parcours
exchange-timeline-label = Parcours de { $id }
exchange-sending = Envoi…
exchange-refused = Refusé : { $problem }
exchange-sent-to = { $type } envoyé à { $queues }
exchange-falls = { $symbol } chute de 20 % en { $seconds } s
exchange-burst-sent = Envoyé : { $counts }
exchange-burst-count = { $count } à { $queue }
exchange-closed = { $count ->
        [one] Le serveur a fermé { $count } connexion
       *[other] Le serveur a fermé { $count } connexions
    }
exchange-repeated = { $id } envoyé encore une fois : vous ne devez le voir qu’une fois
exchange-pace-busy = Plusieurs histoires se jouent à la fois
exchange-pace-calm = Les histoires se jouent l’une après l’autre

# Faults of the providers; $fault is one of those below
faults = Pannes des fournisseurs
faults-provider = Fournisseur
faults-kind = Il …
faults-seconds = pendant, en s
faults-on = Activer
faults-off = Tout arrêter
faults-list = Pannes
faults-none = Tous les fournisseurs répondent.
faults-unknown = Le bac à sable ne répond pas.
faults-cleared = Tous les fournisseurs répondent à nouveau
faults-set = À partir de maintenant, pendant { $span } : { $provider } { $fault }
faults-line = { $provider } { $fault }
faults-for = pendant { $span }
faults-left = encore { $count }
provider-push = FCM (push)
provider-telegram = Telegram
fault-hang = se bloque (pas de réponse)
fault-500 = répond 500
fault-429 = limite (429)
fault-503_delivered = distribue, mais répond 503
fault-reset = coupe la connexion
fault-garbage = répond n’importe quoi
fault-unregistered = dit : non enregistré
fault-403 = dit : bloqué (403)
fault-401 = rejette nos identifiants (401)
fault-invalid_argument = dit : argument non valide

# The trader's devices, as the simulator shows them
phones = Ce qu’affichent les appareils
phones-problem = Les appareils ne peuvent pas être affichés : le serveur local ne répond pas.
phones-push = Notifications push
phones-telegram = Messages Telegram
phones-mails = E-mails
phones-bot = Bot de l’exchange
phones-exchange = Exchange
phones-silent = silencieux
phones-no-push = Pas encore de push
phones-no-messages = Pas encore de messages
phones-no-sms = Pas encore de SMS. Ils partent quand un P0 n’est pas confirmé après 20 s.
phones-no-mail = Pas encore d’e-mail. Les liquidations et les rapports arrivent ici.
phones-all-mails = ‹ Tous les e-mails
phones-mail-to = à { $address }
phones-mail = E-mail : { $subject }

# The inbox. $count is `0` to `100`, or `100+`; of -fold, $of is a symbol or the id of an order
inbox-notifications = Notifications
inbox-bell = { $count ->
        [0] Notifications, aucune non lue
        [one] Notifications, { $count } non lue
       *[other] Notifications, { $count } non lues
    }
inbox-unread-mark = non lue
inbox-mark-read = Marquer comme lue
inbox-mark-unread = Marquer comme non lue
inbox-mark-all-read = Tout marquer comme lu
inbox-archive = Archiver
inbox-unarchive = Remettre dans la boîte de réception
inbox-close = Fermer
inbox-dismiss = Ignorer
inbox-empty = Rien pour le moment
inbox-empty-hint = Ce qui arrive à vos ordres et à vos positions apparaît ici.
inbox-load-older = Afficher les précédentes
inbox-loading = Chargement…
inbox-end = C’est tout
inbox-failed = Cela n’a pas fonctionné.
inbox-again = Réessayer
inbox-more = { $count } de plus
inbox-priority-urgent = Urgent
inbox-priority-important = Important
inbox-details = Détails de l’envoi
inbox-filter = Afficher
inbox-filter-all = Toutes
inbox-filter-unread = Non lues
inbox-filter-trades = Trading
inbox-filter-funds = Fonds
inbox-filter-alerts = Alertes
inbox-filter-security = Sécurité
inbox-filter-news = Actualités
inbox-filter-archived = Archivées
inbox-search = Rechercher par symbole
inbox-no-match = Aucun résultat
inbox-fold = { $count } de plus pour { $of }
inbox-side-buy = Achat
inbox-side-sell = Vente
inbox-side-long = Long
inbox-side-short = Short
inbox-result = Résultat
inbox-desktop = Notifications du bureau
inbox-sound = Son
inbox-blocked = Votre navigateur les bloque. Autorisez-les dans ses réglages pour cette page.

# Types whose titles are not always the same
type-contact_changed = Contact modifié
type-daily_report = Rapport quotidien
type-funding_paid = Funding payé
type-incident = Incident
type-preferences_weakened = Notifications réduites
type-price_feed = Flux de prix
type-stop_triggered = Stop déclenché
type-two_factor_changed = Double authentification modifiée
type-weekly_pnl_report = Rapport hebdomadaire
