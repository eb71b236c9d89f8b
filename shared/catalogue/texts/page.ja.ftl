# The Japanese texts of the trader's page. The format is in ../README.md; page.en.ftl says what the
# variables are.

# The whole page
page-title = トレーダーコンソール
skip = 本文へ移動
start-failed = コンソールを起動できませんでした。ページを再読み込みしてください。
cancel = キャンセル
close = 閉じる
undo = 元に戻す
dismiss = 閉じる
messages-label = メッセージ
problems-label = 問題
load-failed = 読み込めませんでした。もう一度お試しください。
loading-alerts = アラートを読み込んでいます…

# The two places of a local system, and the parts of the app
places-label = 画面
places-app = トレーダーのアプリ
places-simulator = シミュレーター
jump-label = このページの内容

# What a first visitor reads; $lead and $link are the messages with these endings
welcome-label = はじめに
welcome-close = 了解しました。次回から表示しない
welcome = { $lead }チャートでアラートを設定し、何をどこで受け取るかは{ $link }で選べます。
welcome-lead = あなたの通知をライブで表示しています。
welcome-link = 設定
welcome-app = { $lead }チャートでアラートを設定するか、{ $link }を開いてトレーダーを強制決済してみてください。
welcome-app-lead = トレーダーのアプリをライブで表示しています。
welcome-app-link = シミュレーター
welcome-simulator = { $lead }強制決済を送信して、この画面、電話、メールのどこに届くかをご覧ください。
welcome-simulator-lead = あなたが取引所です。

# The footer; the name of TradingView, Inc. follows
foot-charts = チャート: TradingView Lightweight Charts™、著作権 ©
foot-notice = 告知
foot-licence = ライセンス

# The connection, in the header
connection-title = 通知が届く接続
connection-starting = 起動中…
connection-system = システムを起動しています…
connection-failed = 起動していません
connection-connecting = 接続中…
connection-open = 更新中…
connection-synced = ライブ
connection-offline = オフライン
connection-closed = ログアウト済み
connection-waiting = 再接続中…
connection-waiting-for = { $seconds }秒後に再接続
connection-said-synced = 接続中です
connection-said-waiting = 接続が切れました。再接続しています
connection-said-offline = オフラインです

# The theme
theme-auto = テーマ: システムに合わせる
theme-light = テーマ: ライト
theme-dark = テーマ: ダーク

# Times and spans; $days and the like are whole numbers, $number may have a fraction
clock-at = { $time }
span-ms = { $number }ミリ秒
span-s = { $number }秒
span-min-s = { $minutes }分{ $seconds }秒
span-min = { $minutes }分
span-h-min = { $hours }時間{ $minutes }分
span-h = { $hours }時間
span-d = { $days }日

# Channels, as they are called in a list and in a sentence
channel-websocket = アプリ内
channel-push = プッシュ
channel-telegram = Telegram
channel-email = メール
channel-sms = SMS

# Why a delivery is in its state
reason-disabled = この種類はオフになっています。
reason-not_chosen = このチャネルは選択されていません。
reason-threshold = 設定した基準を下回っていません。
reason-min_score = 設定した最小値を下回っています。
reason-no_contact = 送信先のアドレス、デバイス、チャットがありません。
reason-channel_not_deployed = このシステムではこのチャネルを提供していません。
reason-superseded = より新しい情報に置き換えられました。
reason-already_notified = 同じ内容を少し前にお知らせしています。
reason-over_cap = このチャネルの上限に達しました。
reason-country_not_allowed = この番号の国にはSMSを送信しません。
reason-quiet_hours = おやすみ時間の終了を待っています。
reason-snoozed = 一時停止の終了を待っています。
reason-backfill = 過去のもので、受信箱にのみ表示されます。

# Why a channel would not reach the trader
unreachable-no_contact-push = 登録されたデバイスがありません。
unreachable-no_contact-telegram = 連携したTelegramチャットがありません。
unreachable-no_contact-email = アカウントにメールアドレスがないか、メールが届きませんでした。
unreachable-no_contact-sms = アカウントに電話番号がありません。
unreachable-not_chosen-push = この区分ではプッシュが選択されていません。
unreachable-not_chosen-telegram = この区分ではTelegramが選択されていません。
unreachable-not_chosen-email = この区分ではメールが選択されていません。
unreachable-not_chosen-sms = SMSは緊急のイベントのみです。
unreachable-quiet_hours = おやすみ時間: 終了まで待ちます。緊急のイベントは届きます。
unreachable-snoozed = 一時停止中: 終了まで待ちます。緊急のイベントは届きます。
unreachable-disabled = この区分のイベントはすべてオフです。

# The states of a delivery
state-pending = 待機中
state-deferred = 延期
state-retrying = 再試行中
state-acked = 確認済み
state-not_needed = 不要
state-accepted = 受付済み
state-unknown = 不明
state-expired = 期限切れ
state-suppressed = 送信なし
state-dead_lettered = 配信不能
dismissal-dismissal_requested = 非表示を要求

# The results of one attempt
result-accepted = 受付済み
result-gone = 存在しません
result-refused = 拒否
result-throttled = 制限
result-timeout = 応答なし
result-error = エラー
result-routed = 振り分け済み

# Where a notification was seen
seen = 確認済み
seen-websocket = アプリで確認済み
seen-push = 電話で確認済み
seen-telegram = Telegramで確認済み
seen-email = メールで確認済み
seen-sms = SMSで確認済み
# $seen is one of these
seen-at = { $time } に{ $seen }

# What went wrong, by the code of the server
problem = 処理できませんでした。
problem-bad_type = ローカルサーバーはJSONのみ受け付けます。
problem-busy = すでに実行中です。
problem-forbidden = この操作はコンソール自身だけが行えます。
problem-starting = システムはまだ起動中です。
problem-bad_field = 使用できない値があります。
problem-bad_json = サーバーがリクエストを読み取れませんでした。
problem-disconnected = 応答が届く前に接続が切れました。
problem-closed = ログアウトしています。
problem-internal = サーバーで問題が発生しました。もう一度お試しください。
problem-limit_reached = 上限に達しています。先にどれかを削除してください。
problem-missing_field = 値が不足しています。
problem-not_found = すでに存在しません。
problem-timeout = サーバーが時間内に応答しませんでした。
problem-too_large = 長すぎます。
problem-too_many_requests = 短時間にリクエストが多すぎます。少しお待ちください。
problem-unauthorized = サーバーがトークンを受け付けませんでした。
problem-unavailable = サーバーは現在利用できません。
problem-unknown_action = サーバーはこの操作に対応していません。
problem-unreachable = サーバーに接続できません。
problem-version_conflict = その間に別の場所で変更されました。

# What is wrong with a field
field-time = 時刻は00:00から23:59までです。
field-switch = オンまたはオフです。
field-number = { $least }から{ $most }までの数値です。
field-range = { $least }から{ $most }まで。
field-channels = アプリ以外のチャネルが1つ以上必要です。
field-alert-condition = 通知する条件を選んでください。
field-alert-cooldownSeconds = 待機時間は秒単位の整数で、最長1日です。
field-alert-expiresAt = 終了は未来の日時にしてください。
field-alert-note = メモは送信できる文字で280文字までです。
field-alert-rearmPercent = 戻り幅は0から50までのパーセントです。
field-alert-targetPrice = この価格にはアラートを設定できません。
field-preferences-language = この言語には対応していません。
field-preferences-lockScreen = ロック画面に表示する内容を選んでください。
field-preferences-quietHours = 開始と終了は異なる時刻で、00:00から23:59までにしてください。
field-preferences-timeZone = このタイムゾーンは不明です。Europe/Berlin のように入力してください。

# Why an event was rejected
rejection = { $code } で拒否されました: { $why }。
rejection-at = { $field } が { $code } で拒否されました: { $why }。
rejection-other = 読み取れません
rejection-bad_json = JSONオブジェクトではありません
rejection-unknown_type = そのようなイベントの種類はありません
rejection-missing_field = 項目が不足しています
rejection-bad_field = 読み取れない項目があります
rejection-too_large = 32 KiBを超えています
rejection-future_timestamp = 発生時刻が5分以上先です

# Numbers that are typed; $ways are numbers, joined by "or"
number-empty = 数値を入力してください。
number-none = 数値ではありません。{ $example } のように数字で入力してください。
number-other-rules = { $language }の書き方では数値ではありません。{ $ways } と入力してください。
number-ambiguous = 2通りに読めます。{ $ways } と入力してください。
number-rules = 数値は{ $language }の書き方で読み取られます。

# The market
market = マーケット
market-last-price = 最終価格:
market-chart-of = { $symbol } の価格とアラートの水準
market-chart-not-loaded = チャートを読み込めませんでした。ページを再読み込みしてください。
market-hint = 水準はドラッグで移動、ダブルクリックで追加できます。
market-zone = 時刻は { $zone } のものです。
market-waiting = 価格を待っています…
market-no-feed = ここには価格の配信がありません
market-live = 価格はライブ
market-stopped = { $time } に価格が停止
market-none = 価格なし
market-stale = 取引所からの連絡: 価格が停止しました
market-follow = フォロー
market-follow-hint = { $symbol } に関する取引所からのお知らせ
market-follow-failed = 変更できませんでした: { $problem }

# Alerts
alert-add = ＋ 価格アラート
alert-levels = アラートの水準
alert-all = すべての市場
alert-empty = アラートはまだありません。チャートをダブルクリックするか、追加してください。
alert-state-armed = 有効
alert-state-waiting = 待機中
alert-state-paused = 停止中
alert-state-fired = 通知済み
alert-state-expired = 期限切れ
alert-state-saving = 保存中
alert-level = アラートの水準
alert-value = { $condition ->
        [above] { $price } 以上、{ $state }
       *[below] { $price } 以下、{ $state }
    }
alert-price-label = { $condition ->
        [above] { $price } 以上のアラートの価格
       *[below] { $price } 以下のアラートの価格
    }
alert-down = { $price } のアラートを下げる
alert-up = { $price } のアラートを上げる
alert-delete = { $price } のアラートを削除
alert-pause = { $price } のアラートを一時停止
alert-resume = { $price } のアラートを再開
alert-again = 再設定
alert-again-label = { $price } のアラートを再び有効にする
alert-fired = { $time } に { $price } で通知
alert-recurring = 繰り返し（最短{ $span }ごと）
alert-once = 1回のみ
alert-until = { $time } まで
alert-reading = { $price } と読み取りました。Enterで移動します。
alert-decimals = ここの価格は小数点以下{ $count }桁までです。
alert-deleted = { $price } のアラートを削除しました。
alert-not-created = アラートを作成できませんでした: { $problem }
alert-not-restored = アラートを元に戻せませんでした: { $problem }
alert-not-moved = { $price } に移動できませんでした: { $problem }
alert-not-deleted = 削除できませんでした: { $problem }
alert-not-paused = 一時停止できませんでした: { $problem }
alert-not-resumed = 再開できませんでした: { $problem }
alert-not-read = アラートを読み込めませんでした: { $problem }
alert-demo-note = デモ: 価格に近いため、すぐに到達します
alert-demo-failed = デモのアラートを作成できませんでした: { $problem }

# The form of a new alert; $symbol and $zone are elements
new-title = { $symbol } の新しいアラート
new-price = 価格
new-fires = 条件
new-by-price = 現在の価格に応じて
new-above = この価格以上
new-below = この価格以下
new-percents = 現在の価格から
new-recurring = 繰り返し通知する
new-cooldown = 待機時間（秒）
new-rearm = 戻り幅（%）
new-until = 終了（任意、{ $zone } の時刻）
new-note = メモ（任意）
new-create = アラートを作成
new-create-at = { $price } のアラートを作成
new-fires-at = { $condition ->
        [above] 価格が { $price } 以上になると通知します。
       *[below] 価格が { $price } 以下になると通知します。
    }
new-no-price = 価格が不明です。通知する条件を選んでください。
new-no-price-at = { $price }。価格が不明です。通知する条件を選んでください。
new-decimals = { $symbol } の価格は小数点以下{ $count }桁までです。

# The rules of levels
level-zero = 水準は0より大きくしてください。
level-digits = 水準の整数部は{ $count }桁までです。
level-factor = 水準は現在の価格 { $price } の1000倍までです。
level-twice-title = このアラートはすでにあります
level-twice = { $condition ->
        [above] { $price } 以上のアラートはすでに有効です。もう1つ作ると同じ通知が2回届きます。
       *[below] { $price } 以下のアラートはすでに有効です。もう1つ作ると同じ通知が2回届きます。
    }
level-twice-yes = もう1つ作成
level-far-title = 価格から離れています
level-far = { $condition ->
        [above] アラートは { $price } 以上で通知します。
       *[below] アラートは { $price } 以下で通知します。
    }
level-far-by = { $direction ->
        [lower] 現在の価格は { $price } で、それより{ $percent }%低い水準です。
       *[higher] 現在の価格は { $price } で、それより{ $percent }%高い水準です。
    }
level-far-yes = { $price } で作成

# The alerts on all markets
overview-title = すべての市場のアラート
overview-empty = どの市場にもアラートはありません。
overview-show = { $symbol } を表示
overview-delete = { $symbol } の { $price } のアラートを削除
overview-deleted = { $symbol }: { $price } のアラートを削除しました。

# What would reach the trader
reach-title = 届く通知
reach-when = 何時の場合を確認しますか？
reach-time = 時刻
reach-table = 重要なイベントが届くチャネル
reach-channel = チャネル
reach-now = 現在
reach-then = { $time }
reach-zone = { $time }、{ $zone }
reach-yes = 届きます
reach-no = 届きません
reach-summary = { $time } の重要なイベントは、{ $channels } で届きます。
reach-silent = { $time } に届くのは緊急のイベントだけです。
reach-not-read = 届き方を確認できませんでした: { $problem }
devices-title = デバイス
devices-none = 電話が登録されていないため、プッシュを送信できません。
devices-remove = 削除
devices-remove-label = デバイス { $device }（{ $platform }）を削除
devices-not-removed = デバイスを削除できませんでした: { $problem }
devices-since = { $time } から
devices-register = デモの電話を登録
devices-not-registered = 電話を登録できませんでした: { $problem }
platform-ios = iPhone
platform-android = Androidの電話
platform-web = ブラウザ
telegram-title = Telegram
telegram-link = Telegramと連携
telegram-unlink = 連携を解除
telegram-none = 連携したチャットはありません。
telegram-unclear = 連携済み、またはこの区分では選択されていません。
telegram-linked = チャットと連携しています。
telegram-not-linked = Telegramと連携できませんでした: { $problem }
telegram-not-unlinked = Telegramの連携を解除できませんでした: { $problem }
# $bot is a link with the text of telegram-bot, $code a command
telegram-code = { $bot }を開き、{ $minutes }分以内に { $code } を送信してください。
telegram-bot = ボット

# The test notification
test-title = テスト
test-send = テスト通知を送信
test-sms = SMSでも送信
test-limit = テストは10分に1回送信できます。後でもう一度お試しください。
test-not-loaded = テストを読み込めませんでした。もう一度お試しください。
test-table = テスト通知の結果
test-accepted = 受付
test-seen = 確認
test-not-sent = 未送信
test-sending = 送信中…
test-waiting = 送信しました。チャネルを待っています…
test-unseen = 送信しました。まだ確認されていません。
test-not-read = 結果を読み込めませんでした: { $problem }
test-refused = 送信できませんでした。{ $problem }
# $text is a state with its reason, $result that of the last attempt
test-attempt = { $text }（{ $time } に{ $result }）

# The timeline
timeline-title = タイムライン
timeline-of = タイムライン: { $notification }
timeline-follow = 最新を追う
timeline-empty = まだ何も届いていません。最新の通知の経路がここに表示されます。
timeline-problem = { $id } については不明です: { $problem }
timeline-missing = 通知 { $id } はありません。
timeline-chart = 時間軸上の各段階
timeline-chart-label = イベントからの各段階を時間軸に示したものです。下の表と同じ内容です。
timeline-table = 通知の各段階
timeline-hop = 段階
timeline-at = 時刻
timeline-since = イベントから
timeline-took = 所要時間
timeline-result = 結果
timeline-route = 取引所 → 振り分け
timeline-occurred = 発生
timeline-at-exchange = 取引所で
timeline-routed = 振り分け
timeline-from-queue = キューから取得
timeline-until = { $time } まで
timeline-socket = { $channel }、ソケット{ $number }
timeline-try = { $channel }、試行{ $number }
timeline-ack = 確認
timeline-ack-after = 確認 { $span }
timeline-no-ack = まだです

# Where a notification leads
follow-elsewhere = 取引所のアプリの { $link } に移動しますが、このページには含まれていません。
follow-details = 配信の詳細

# Signing in
sign-in = ログイン
sign-in-text = このコンソールは取引所のトークンで動作します。トークンは、ログアウトするかタブを閉じるまで、このタブに保持されます。
sign-in-token = トークン
sign-in-no-token = これはトークンではありません。トークンは点で区切られた3つの部分からなります。
sign-in-refused = サーバーがトークンを受け付けませんでした。期限切れの可能性があります。
sign-in-as = ログイン中のトレーダー
sign-in-failed = { $trader } としてログインできませんでした: ローカルサーバーが応答しません。
sign-out = ログアウト
sign-out-elsewhere = 別のタブでログアウトしました。
link-unreadable = リンクのトークンを読み取れないため、無視しました。
link-title = 別の人としてログインしますか？
link-text = このリンクは { $trader } としてログインします。現在は { $user } としてログインしています。
link-warning = 心当たりがない場合は、そのままにしてください。
link-yes = { $trader } としてログイン
link-no = { $user } のまま
leave-title = 保存されていない設定
leave-text = { $user } の設定の変更が保存されていません。変更は失われます。
leave-yes = 破棄する
leave-no = とどまる

# The demo traders' devices
demo-bot-silent = ボットが応答しませんでした。
demo-failed = デモの電話を設定できませんでした: { $problem }

# The preferences
preferences = 設定
preferences-table = 通知の内容と届け先
preferences-conflict = 競合
preferences-section = イベント
preferences-on = オン
preferences-always = 常時
preferences-always-title = 常にオン
preferences-mandatory = オフにできません
preferences-sms-title = SMSはP0のみ送信されます
preferences-on-label = { $section }: オン
preferences-channel-label = { $section }: { $channel }
preferences-option-label = { $section }: { $option }
preferences-discard = 破棄
preferences-save = 保存
preferences-not-read = 読み込めませんでした: { $problem }
preferences-account = アカウントと同じ
preferences-changes = 未保存の変更 { $count }件
preferences-not-saved = 保存していません
preferences-saving = 保存中…
preferences-saved = バージョン{ $version }として保存しました
preferences-saved-with = 別の場所での変更とあわせて、バージョン{ $version }として保存しました: { $places }
preferences-refused = 保存できませんでした: { $problem }
preferences-refused-at = 保存できませんでした: { $place }: { $problem }
preferences-shown = バージョン{ $version }を表示しています
preferences-zone = { $zone }
preferences-zone-account = { $zone }（アカウントの設定）
preferences-zone-browser = { $zone }（このブラウザの設定。アカウントとは異なる場合があります）

# Places of the preferences, as a sentence about a conflict names them
place-timeZone = タイムゾーン
place-language = 言語
place-quietHours = おやすみ時間
place-lockScreen = ロック画面
place-enabled = オン
place-channels = チャネル
place-from = 開始
place-to = 終了
value-none = なし
value-yes = はい
value-no = いいえ
value-account = アカウントと同じ

# The preferences were changed in two places
conflict-title = その間に別の場所で変更されました
conflict-text = 別のタブまたはデバイスがバージョン{ $version }を保存しました。両方で変更された項目:
conflict-table = 異なる項目
conflict-setting = 設定
conflict-theirs = 別の場所
conflict-yours = この画面
conflict-take = 別の場所の内容を使う
conflict-save = この画面の内容で上書き
conflict-status = 保存していません: その間に別の場所で変更されました

# The groups of the preferences; $count sections, of which $off are switched off
group-trades = 取引
group-funds = 資金
group-alerts = アラート
group-security = セキュリティ
group-news = ニュース
group-summary = { $off ->
        [0] { $count }種類、すべてオン
       *[other] { $count }種類、うち{ $off }種類オフ
    }

# What a section would send; $language is the name of a language in itself
preview = プレビュー
preview-of = プレビュー: { $section }
preview-examples = 例
preview-hint = { $language }の例です。灰色のものはチャネルを選ぶと送信されます。
preview-hint-off = { $language }の例です。現在はオフのため、送信されません。
preview-not-chosen = 未選択
preview-not-loaded = プレビューを読み込めませんでした。もう一度お試しください。

# A change after which the trader hears less of what is critical; $lost and $kept are lists of channels
weakening-title = 緊急の通知を減らしますか？
weakening-notice = この変更についてのセキュリティ通知が、すべての連絡先に送信されます。
weakening-yes = 保存する
weakening-no = 保存しない
weakening-off = { $section }: オフ。アプリを含め、今後は何も通知されません。
weakening-in-app = { $section }: アプリ内のみ。このページとアプリを閉じている間は何も通知されません。
weakening-lost = { $section }: { $lost } では届かなくなります。引き続き届くのは { $kept } です。
weakening-lowered = { $section }: { $option }: { $before } から { $after } へ。通知が遅くなります。

# Quiet hours and snooze
quiet-hours = おやすみ時間
quiet-hint = この間は緊急の通知だけが届きます。ほかは終了まで待ちます。
quiet-clock = 24時間表示の時計で示したおやすみ時間
quiet-from = おやすみ開始
quiet-to = おやすみ終了
quiet-for = おやすみ { $span }
quiet-field-from = 開始
quiet-field-to = 終了
snooze = 一時停止
snooze-hour = 1時間
snooze-tomorrow = 明日 { $time } まで
snooze-off = オフ
snooze-is-off = オフ。P0は常に通知されます。
snooze-until = { $time } まで。P0は通知されます。
snooze-not-changed = 変更できませんでした: { $problem }
time-zone = タイムゾーン
language-label = 言語
lock-screen = ロック画面
lock-screen-full = すべて表示
lock-screen-redacted = 金額と名前を隠す

# The simulator of the exchange
exchange = 取引所を操作する
simulator-not-loaded = シミュレーターを読み込めませんでした。ページを再読み込みしてください。
exchange-preview = すべての文面のプレビュー
exchange-preview-title = すべての種類、チャネル、言語
exchange-send = イベントを送信
exchange-find = イベントを検索
exchange-find-none = その名前のイベントはありません。
exchange-happen = 出来事を起こす
exchange-crash = 20%の急落
exchange-burst = 500件を一斉送信
exchange-drop = 接続を切断
exchange-repeat = 最後のものを再送信
exchange-busy = 活発な取引所: 多くの出来事が同時に起こる
exchange-own = 独自のデータのイベント
exchange-type = 種類
exchange-optional = 任意
exchange-expires = 有効期限
exchange-expires-type = 種類に従う
exchange-publish = 発行
exchange-class-0 = 緊急
exchange-class-1 = 重要
exchange-class-2 = お知らせ
exchange-sent = 送信したもの
exchange-sent-list = 最近送信したイベント
exchange-timeline = タイムライン
exchange-timeline-label = { $id } のタイムライン
exchange-sending = 送信中…
exchange-refused = 拒否されました: { $problem }
exchange-sent-to = { $type } を { $queues } に送信しました
exchange-falls = { $symbol } が{ $seconds }秒で20%下落します
exchange-burst-sent = 送信しました: { $counts }
exchange-burst-count = { $queue } に{ $count }件
exchange-closed = サーバーが接続を{ $count }件閉じました
exchange-repeated = { $id } を再送信しました。表示されるのは1回だけです
exchange-pace-busy = 多くの出来事が同時に進みます
exchange-pace-calm = 出来事が1つずつ進みます

# Faults of the providers; $fault is one of those below
faults = プロバイダーの障害
faults-provider = プロバイダー
faults-kind = 動作
faults-seconds = 期間（秒）
faults-on = 開始
faults-off = すべて停止
faults-list = 障害
faults-none = すべてのプロバイダーが応答しています。
faults-unknown = サンドボックスが応答しません。
faults-cleared = すべてのプロバイダーが再び応答しています
faults-set = 今から{ $span }: { $provider } が{ $fault }
faults-line = { $provider } が{ $fault }
faults-for = { $span }間
faults-left = 残り{ $count }回
provider-push = FCM（プッシュ）
provider-telegram = Telegram
fault-hang = 停止（応答なし）
fault-500 = 500を返す
fault-429 = 制限（429）
fault-503_delivered = 配信するが503を返す
fault-reset = 接続を切る
fault-garbage = 読めない応答を返す
fault-unregistered = 未登録と返す
fault-403 = ブロックと返す（403）
fault-401 = 認証情報を拒否（401）
fault-invalid_argument = 無効な引数と返す

# The trader's devices, as the simulator shows them
phones = トレーダーのデバイスの表示
phones-problem = デバイスを表示できません: ローカルサーバーが応答しません。
phones-push = プッシュ通知
phones-telegram = Telegramのメッセージ
phones-mails = メール
phones-bot = 取引所のボット
phones-exchange = 取引所
phones-silent = サイレント
phones-no-push = プッシュはまだありません
phones-no-messages = メッセージはまだありません
phones-no-sms = SMSはまだありません。P0が20秒間確認されないと送信されます。
phones-no-mail = メールはまだありません。強制決済やレポートがここに届きます。
phones-all-mails = ‹ すべてのメール
phones-mail-to = 宛先: { $address }
phones-mail = メール: { $subject }

# The inbox. $count is `0` to `100`, or `100+`; of -fold, $of is a symbol or the id of an order
inbox-notifications = 通知
inbox-bell = { $count ->
        [0] 通知、未読なし
       *[other] 通知、未読{ $count }件
    }
inbox-unread-mark = 未読
inbox-mark-read = 既読にする
inbox-mark-unread = 未読にする
inbox-mark-all-read = すべて既読にする
inbox-archive = アーカイブする
inbox-unarchive = 受信トレイに戻す
inbox-close = 閉じる
inbox-dismiss = 閉じる
inbox-empty = まだ何もありません
inbox-empty-hint = 注文やポジションの出来事がここに表示されます。
inbox-load-older = 以前の通知を表示
inbox-loading = 読み込み中…
inbox-end = 以上です
inbox-failed = 処理できませんでした。
inbox-again = 再試行
inbox-more = ほか{ $count }件
inbox-priority-urgent = 緊急
inbox-priority-important = 重要
inbox-details = 配信の詳細
inbox-filter = 表示
inbox-filter-all = すべて
inbox-filter-unread = 未読
inbox-filter-trades = 取引
inbox-filter-funds = 資金
inbox-filter-alerts = アラート
inbox-filter-security = セキュリティ
inbox-filter-news = ニュース
inbox-filter-archived = アーカイブ済み
inbox-search = シンボルで検索
inbox-no-match = 一致するものはありません
inbox-fold = { $of } の通知 ほか{ $count }件
inbox-side-buy = 買い
inbox-side-sell = 売り
inbox-side-long = ロング
inbox-side-short = ショート
inbox-result = 損益
inbox-desktop = デスクトップ通知
inbox-sound = 音
inbox-blocked = ブラウザがブロックしています。ブラウザの設定でこのページに許可してください。

# Types whose titles are not always the same
type-contact_changed = 連絡先の変更
type-daily_report = 日次レポート
type-funding_paid = 資金調達料の支払い
type-incident = 障害
type-preferences_weakened = 通知の削減
type-price_feed = 価格の配信
type-stop_triggered = 逆指値の発動
type-two_factor_changed = 二段階認証の変更
type-weekly_pnl_report = 週次レポート
