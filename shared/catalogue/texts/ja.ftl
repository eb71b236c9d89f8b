# The Japanese texts. The format is in ../README.md; en.ftl says what the variables are.

# The language
language-name = 日本語
language-direction = ltr

# Dates: $day, $month, $year, $day2, $month2
date = { $year }/{ $month2 }/{ $day2 }

# $date, $time, $zone
date-time = { $date } { $time } { zone }

# $zone
zone = { $zone }

# Lists and sentences
list-separator = { "、" }
sentence-separator = { "。" }
sentence-end = { "。" }

# $label, $value
detail = { $label }：{ $value }

# The summary of quiet hours: $size, $counts, $expired, $count
quiet_hours_summary = { $counts ->
        [absent] 現在も有効な通知はありません
       *[present] { $counts }
    }
    .title = おやすみ時間中の通知{ $size }件
    .short = { $counts ->
        [absent] 現在も有効な通知はありません
       *[present] { $counts }
    }
    .sms = おやすみ時間中の通知{ $size }件：{ $counts ->
        [absent] 現在も有効な通知はありません
       *[present] { $counts }
    }
    .expired = このほか{ $expired }件は期限切れです
    .count = まとめ通知{ $count }件

# Merged notifications: $size, $groups, $others, $expired; .group: $counted, $subject; .count: $count
merged_notifications = { $others ->
        [0] { $groups }
       *[other] { $groups }、ほか{ $others }件
    }
    .title = { $size ->
        [1] ほかに通知が{ $size }件あります
       *[other] 短時間に{ $size }件の通知がありました
    }
    .short = { $others ->
        [0] { $groups }
       *[other] { $groups }、ほか{ $others }件
    }
    .sms = { $others ->
        [0] { $groups }
       *[other] { $groups }、ほか{ $others }件
    }
    .expired = このほか{ $expired }件は期限切れです
    .group = { $subject }の{ $counted }
    .count = まとめ通知{ $count }件

# The frame of an e-mail: $code
email-greeting = いつもご利用いただきありがとうございます。
email-footer = メールで受け取る通知は、通知設定で選択できます。
email-unsubscribe = この種類のメールの配信を停止
email-open = アプリで開く
email-ack = 確認済みにする
email-support = ヘルプ・サポート
anti-phishing = フィッシング防止コード：{ $code }

# Pushes
push-redacted = アプリを開いてご確認ください。
    .title = 新しいお知らせ
push-ack = 確認済み

# The sections of the preferences; .in-sentence stands between 「 and 」
section-liquidation = 強制決済
    .in-sentence = 強制決済
section-liquidationWarning = マージンコール
    .in-sentence = マージンコール
    .thresholdPercent = 証拠金維持率が次の値を下回ったら通知（%）
    .repeat = 確認するまで繰り返す
section-orderFilled = 注文の約定
    .in-sentence = 注文の約定
section-priceAlert = 価格アラート
    .in-sentence = 価格アラート
section-partialFill = 一部約定
    .in-sentence = 一部約定
section-deposit = 入金
    .in-sentence = 入金
section-newListing = 新規上場
    .in-sentence = 新規上場
    .minScore = 最低スコア
section-weeklyReport = 週次レポート
    .in-sentence = 週次レポート
section-dailyReport = 日次レポート
    .in-sentence = 日次レポート
    .time = 配信時刻
section-referral = 紹介報酬
    .in-sentence = 紹介報酬
section-orderClosed = 注文のキャンセル・拒否
    .in-sentence = 注文のキャンセル・拒否
section-stopTriggered = ストップ注文の発動
    .in-sentence = ストップ注文の発動
section-funding = 資金調達料
    .in-sentence = 資金調達料
section-withdrawal = 出金・振替
    .in-sentence = 出金・振替
section-p2p = P2P取引
    .in-sentence = P2P取引
section-card = カード決済
    .in-sentence = カード決済
section-copyTrading = コピートレード
    .in-sentence = コピートレード
section-earn = Earn商品
    .in-sentence = Earn商品
section-trading = 先物などの満期
    .in-sentence = 先物などの満期
section-market = 取引停止・メンテナンス
    .in-sentence = 取引停止・メンテナンス
section-account = 本人確認・手数料
    .in-sentence = 本人確認・手数料
section-reports = 取引明細・税務レポート
    .in-sentence = 取引明細・税務レポート
section-news = お知らせ
    .in-sentence = お知らせ

# The replies of the Telegram bot: $account, $elsewhere
telegram-ask-linked = アカウント{ $account }と24時間の仮連携を行いました。{ $elsewhere ->
        [yes] ご注意：このチャットはすでに別のアカウントとも連携されています。
       *[no] { "" }
    }このアカウントの通知がここに届きます。ご自身のアカウントですか？連携を続ける場合は「はい」、解除する場合は「いいえ」と返信してください。他の人からリンクが送られてきた場合は「いいえ」と返信してください。
telegram-ask-moved = アカウント{ $account }の通知は現在、別のチャットに届いています。{ $elsewhere ->
        [yes] ご注意：このチャットはすでに別のアカウントとも連携されています。
       *[no] { "" }
    }ご自身のアカウントで、通知先をこのチャットに変更する場合は、24時間以内に「はい」と返信してください。変更しない場合は「いいえ」と返信してください。他の人からリンクが送られてきた場合も「いいえ」と返信してください。
telegram-linked = アカウント{ $account }と連携しました。今後の通知はここに届きます。解除するには /stop を送信してください。
telegram-bad-code = このコードは無効か、有効期限が切れています。取引所のアプリでもう一度Telegramとの連携を行ってください。
telegram-unlinked = 今後、ここに通知は届きません。
telegram-nothing-to-confirm = 確認が必要なものはありません。
telegram-how-to = ここで通知を受け取るには、取引所のアプリの設定でTelegramと連携してください。解除するには /stop を送信してください。
telegram-try-again = 処理できませんでした。1分ほどしてからもう一度お試しください。
telegram-yes = はい、自分のアカウントです
telegram-no = いいえ
telegram-yes-words = はい 承認 yes y ok /yes /confirm
telegram-no-words = いいえ 拒否 no n /no

# The ack of a notification in a Telegram chat, and the other commands of the bot: $channel, $time, $until,
# $channels, $from, $to, $zone
telegram-seen = 確認済みにする
telegram-seen-on = { $channel ->
        [websocket] { $time } にアプリで確認済み
        [push] { $time } にプッシュ通知で確認済み
        [telegram] { $time } にTelegramで確認済み
        [email] { $time } にメールで確認済み
       *[sms] { $time } にSMSで確認済み
    }
telegram-ok-words = ok オーケー 了解 了解です 確認 確認済み 確認しました 見ました
telegram-nothing-to-ack = 確認済みにする通知はありません。
telegram-snoozed = { $until } まで通知を一時停止します。それまでは特に緊急の通知だけが届きます。終了するには /snooze off を送信してください。
telegram-snooze-ended = 一時停止を終了しました。通知は通常どおり届きます。
telegram-snooze-usage = /snooze 2h、/snooze 30m または /snooze off を送信してください。一時停止は最長7日間です。
telegram-reachable = 通知の届く先：{ $channels }
telegram-quiet-hours = おやすみ時間：{ $from } から { $to }（{ $zone }）
telegram-quiet-off = おやすみ時間：オフ
telegram-quiet-usage = /quiet 23:00 07:00 または /quiet off を送信してください。時刻はお使いのタイムゾーンの時刻です。

# The name of a channel in a list: $channel
channel-name = { $channel ->
        [websocket] アプリ
        [push] プッシュ通知
        [telegram] Telegram
        [email] メール
       *[sms] SMS
    }

# The pages of the unsubscribe link in an e-mail
unsubscribe-ask = この種類のメールは今後届かなくなります。その他の通知はこれまでどおり届きます。
    .title = メールの配信停止
    .button = 配信を停止する
unsubscribe-done = この種類のメールは今後届きません。再開するには、設定からオンにしてください。
    .title = 配信を停止しました
unsubscribe-ended = 設定は変更されていません。これらのメールは、アプリの通知設定で停止できます。
    .title = リンクの有効期限が切れています
unsubscribe-outdated = このメールの送信後に配信が再開されているため、設定は変更されていません。アプリの通知設定で停止できます。
    .title = このリンクはすでに無効です
unsubscribe-mandatory = 損失やアカウントの変更をお知らせする重要なメールです。設定は変更されていません。
    .title = このメールはここでは停止できません

# The page of the link that marks a notification as seen
ack-ask = 確認済みにすると、この通知についての再通知を停止できます。
    .title = この通知を確認しましたか？
    .button = 確認済みにする
ack-done = 確認済みにしました
ack-ended = アプリを開いて通知をご確認ください。
    .title = このリンクは無効になっています
ack-failed = 処理を完了できませんでした。もう一度お試しください。
ack-no-script = このページの表示にはJavaScriptが必要です。通知はアプリでもご確認いただけます。

# The event types; their variables are the fields in ../events/

position_liquidated = { $symbol }の{ $side ->
        [long] ロング
       *[short] ショート
    }ポジション（数量{ $quantity }）が{ $liquidation_price }で強制決済されました
    .title = ポジションの強制決済
    .subject = ポジションの強制決済：{ $symbol }
    .short = { $side ->
        [long] ロング
       *[short] ショート
    }ポジション（数量{ $quantity }）が{ $liquidation_price }で強制決済されました
    .sms = 強制決済：{ $symbol } { $side ->
        [long] ロング
       *[short] ショート
    }、数量{ $quantity }、価格{ $liquidation_price }
    .count = 強制決済{ $count }件
    .realized_pnl = 実現損益
    .realized_pnl-sms = 損益
    .position_id = ポジションID
    .client_order_id = クライアント注文ID

margin_call = { $symbol ->
        [absent] アカウントの証拠金維持率が{ $margin_ratio_percent }%に低下しました（100%で強制決済）
       *[present] { $symbol }の証拠金維持率が{ $margin_ratio_percent }%に低下しました（100%で強制決済）
    }
    .title = マージンコール
    .subject = { $symbol ->
        [absent] マージンコール：アカウント
       *[present] マージンコール：{ $symbol }
    }
    .short = 証拠金維持率が{ $margin_ratio_percent }%に低下しました（100%で強制決済）
    .sms = { $symbol ->
        [absent] マージンコール：アカウントの証拠金維持率{ $margin_ratio_percent }%（100%で強制決済）
       *[present] マージンコール：{ $symbol }の証拠金維持率{ $margin_ratio_percent }%（100%で強制決済）
    }
    .count = マージンコール{ $count }件
    .liquidation_price = 強制決済価格
    .liquidation_price-sms = 強制決済価格
    .mark_price = マーク価格
    .mark_price-sms = マーク価格
    .position_id = ポジションID

order_filled = { $symbol }の{ $side ->
        [buy] 買い
       *[sell] 売り
    }注文（数量{ $quantity }）が{ $price }で約定しました
    .title = 注文約定
    .subject = 注文約定：{ $symbol }
    .short = { $side ->
        [buy] 買い
       *[sell] 売り
    }注文（数量{ $quantity }）が{ $price }で約定しました
    .sms = 約定：{ $symbol } { $side ->
        [buy] 買い
       *[sell] 売り
    }、数量{ $quantity }、価格{ $price }
    .count = 約定{ $count }件
    .fee = { SIGN($fee) ->
        [negative] リベート
       *[other] 手数料
    }
    .fee-sms = { SIGN($fee) ->
        [negative] リベート
       *[other] 手数料
    }
    .order_id = 注文ID
    .client_order_id = クライアント注文ID

price_alert = { $symbol }が{ $current_price }になりました（設定：{ $target_price }{ $condition ->
        [above] 以上
       *[below] 以下
    }）
    .title = 価格アラート
    .subject = 価格アラート：{ $symbol }
    .short = 現在{ $current_price }です（設定：{ $target_price }{ $condition ->
        [above] 以上
       *[below] 以下
    }）
    .sms = 価格アラート：{ $symbol } 現在{ $current_price }（設定：{ $target_price }{ $condition ->
        [above] 以上
       *[below] 以下
    }）
    .count = 価格アラート{ $count }件
    .note = メモ
    .note-sms = メモ

price_feed = { $state ->
        [stale] { $symbol }の価格は{ $last_tick_at }を最後に更新されていません
       *[resumed] { $symbol }の価格更新が再開しました
    }
    .title = { $state ->
        [stale] 価格更新の中断
       *[resumed] 価格更新の再開
    }
    .subject = { $state ->
        [stale] 価格更新の中断：{ $symbol }
       *[resumed] 価格更新の再開：{ $symbol }
    }
    .short = { $state ->
        [stale] 価格は{ $last_tick_at }を最後に更新されていません
       *[resumed] 価格更新が再開しました
    }
    .sms = { $state ->
        [stale] { $symbol }の価格更新が中断しています（最終更新：{ $last_tick_at }）。再開まで価格アラートは作動しません
       *[resumed] { $symbol }の価格更新が再開し、価格アラートの監視を再開しました
    }
    .more = { $state ->
        [stale] 再開するまで、この銘柄の価格アラートは作動しません
       *[resumed] この銘柄の価格アラートの監視を再開しました
    }
    .count = 価格更新に関する通知{ $count }件

order_partially_filled = { $symbol }の{ $side ->
        [buy] 買い
       *[sell] 売り
    }注文のうち、数量{ $filled_quantity }が{ $price }で約定しました
    .title = 注文の一部約定
    .subject = 注文の一部約定：{ $symbol }
    .short = { $side ->
        [buy] 買い
       *[sell] 売り
    }注文のうち、数量{ $filled_quantity }が{ $price }で約定しました
    .sms = 一部約定：{ $symbol } { $side ->
        [buy] 買い
       *[sell] 売り
    }、数量{ $filled_quantity }、価格{ $price }
    .count = 一部約定{ $count }件
    .remaining_quantity = 未約定数量
    .remaining_quantity-sms = 未約定
    .order_id = 注文ID
    .client_order_id = クライアント注文ID

deposit_credited = { $amount }がアカウントに入金されました
    .title = 入金完了
    .subject = 入金完了：{ $amount }
    .short = アカウントに反映されました
    .sms = 入金完了：{ $amount }
    .count = 入金{ $count }件
    .network = ネットワーク
    .tx_id = トランザクションID
    .deposit_id = 入金ID

new_listing = { $name ->
        [absent] { $symbol }が上場銘柄に追加されました（スコア{ $score }）
       *[present] { $name }（{ $symbol }）が上場銘柄に追加されました（スコア{ $score }）
    }
    .title = 新規上場
    .subject = 新規上場：{ $symbol }
    .short = { $name ->
        [absent] スコア{ $score }
       *[present] { $name }、スコア{ $score }
    }
    .sms = { $name ->
        [absent] 新規上場：{ $symbol }、スコア{ $score }
       *[present] 新規上場：{ $symbol }（{ $name }）、スコア{ $score }
    }
    .count = 新規上場{ $count }件
    .trading_starts_at = 取引開始日時
    .trading_starts_at-sms = 取引開始

weekly_pnl_report = 実現損益：{ $realized_pnl }
    .title = 週次レポート（{ YEAR($week) }年第{ WEEK($week) }週）
    .short = 実現損益：{ $realized_pnl }
    .sms = { YEAR($week) }年第{ WEEK($week) }週の実現損益：{ $realized_pnl }
    .count = 週次レポート{ $count }件
    .unrealized_pnl = 未実現損益
    .unrealized_pnl-sms = 未実現損益
    .trades = 取引回数
    .trades-sms = 取引回数
    .volume = 取引高

# $counts
daily_report = { $counts ->
        [absent] 約定や入金などはありませんでした
       *[present] { $counts }
    }
    .title = 日次レポート { $day }
    .short = { $counts ->
        [absent] 約定や入金などはありませんでした
       *[present] { $counts }
    }
    .sms = { $day }：{ $counts ->
        [absent] 約定や入金などはありませんでした
       *[present] { $counts }
    }
    .count = 日次レポート{ $count }件
    .realized_pnl = 実現損益
    .realized_pnl-sms = 実現損益
    .unrealized_pnl = 未実現損益
    .unrealized_pnl-sms = 未実現損益

referral_accrued = 紹介報酬として{ $amount }を獲得しました
    .title = 紹介報酬
    .subject = 紹介報酬：{ $amount }
    .short = ご紹介により報酬を獲得しました
    .sms = 紹介報酬：{ $amount }
    .count = 紹介報酬{ $count }件
    .referral_count = 紹介人数
    .accrual_id = 報酬ID

contact_changed = { $change ->
        [added] { $kind ->
            [email] アカウントにメールアドレスが追加されました
            [phone] アカウントに電話番号が追加されました
            [telegram] アカウントにTelegramチャットが追加されました
           *[device] アカウントにデバイスが追加されました
        }
        [removed] { $kind ->
            [email] アカウントからメールアドレスが削除されました
            [phone] アカウントから電話番号が削除されました
            [telegram] アカウントからTelegramチャットが削除されました
           *[device] アカウントからデバイスが削除されました
        }
        [moved] { $kind ->
            [email] ご登録のメールアドレスが別のアカウントに移されました
            [phone] ご登録の電話番号が別のアカウントに移されました
            [telegram] ご登録のTelegramチャットが別のアカウントに移されました
           *[device] ご登録のデバイスが別のアカウントに移されました
        }
       *[absent] { $kind ->
            [email] アカウントのメールアドレスが変更されました
            [phone] アカウントの電話番号が変更されました
            [telegram] アカウントのTelegramチャットが変更されました
           *[device] アカウントのデバイスが変更されました
        }
    }
    .title = セキュリティ通知
    .subject = { $kind ->
        [email] セキュリティ通知：メールアドレス
        [phone] セキュリティ通知：電話番号
        [telegram] セキュリティ通知：Telegramチャット
       *[device] セキュリティ通知：デバイス
    }
    .short = { $change ->
        [added] { $kind ->
            [email] アカウントにメールアドレスが追加されました
            [phone] アカウントに電話番号が追加されました
            [telegram] アカウントにTelegramチャットが追加されました
           *[device] アカウントにデバイスが追加されました
        }
        [removed] { $kind ->
            [email] アカウントからメールアドレスが削除されました
            [phone] アカウントから電話番号が削除されました
            [telegram] アカウントからTelegramチャットが削除されました
           *[device] アカウントからデバイスが削除されました
        }
        [moved] { $kind ->
            [email] ご登録のメールアドレスが別のアカウントに移されました
            [phone] ご登録の電話番号が別のアカウントに移されました
            [telegram] ご登録のTelegramチャットが別のアカウントに移されました
           *[device] ご登録のデバイスが別のアカウントに移されました
        }
       *[absent] { $kind ->
            [email] アカウントのメールアドレスが変更されました
            [phone] アカウントの電話番号が変更されました
            [telegram] アカウントのTelegramチャットが変更されました
           *[device] アカウントのデバイスが変更されました
        }
    }
    .sms = セキュリティ通知：{ $change ->
        [added] { $kind ->
            [email] アカウントにメールアドレスが追加されました
            [phone] アカウントに電話番号が追加されました
            [telegram] アカウントにTelegramチャットが追加されました
           *[device] アカウントにデバイスが追加されました
        }
        [removed] { $kind ->
            [email] アカウントからメールアドレスが削除されました
            [phone] アカウントから電話番号が削除されました
            [telegram] アカウントからTelegramチャットが削除されました
           *[device] アカウントからデバイスが削除されました
        }
        [moved] { $kind ->
            [email] ご登録のメールアドレスが別のアカウントに移されました
            [phone] ご登録の電話番号が別のアカウントに移されました
            [telegram] ご登録のTelegramチャットが別のアカウントに移されました
           *[device] ご登録のデバイスが別のアカウントに移されました
        }
       *[absent] { $kind ->
            [email] アカウントのメールアドレスが変更されました
            [phone] アカウントの電話番号が変更されました
            [telegram] アカウントのTelegramチャットが変更されました
           *[device] アカウントのデバイスが変更されました
        }
    }。お心当たりがない場合は、直ちにアプリでご対応ください
    .more = お心当たりがない場合は、直ちにアカウントを保護してください
    .count = セキュリティ通知{ $count }件
    .new_masked = 連絡先

# $section is the .in-sentence of its section
preferences_weakened = 「{ $section }」の通知を減らす設定変更が行われました
    .title = セキュリティ通知
    .subject = セキュリティ通知：通知設定
    .short = 「{ $section }」の通知を減らす設定変更が行われました
    .sms = セキュリティ通知：「{ $section }」の通知を減らす設定変更が行われました
    .more = お心当たりがない場合は、直ちにアカウントを保護してください
    .count = セキュリティ通知{ $count }件

position_partially_liquidated = { $symbol }の{ $side ->
        [long] ロング
       *[short] ショート
    }ポジションのうち、数量{ $quantity }が{ $price }で強制決済されました
    .title = ポジションの一部強制決済
    .subject = ポジションの一部強制決済：{ $symbol }
    .short = { $side ->
        [long] ロング
       *[short] ショート
    }ポジションのうち、数量{ $quantity }が{ $price }で強制決済されました
    .sms = 一部強制決済：{ $symbol } { $side ->
        [long] ロング
       *[short] ショート
    }、数量{ $quantity }、価格{ $price }
    .count = 一部強制決済{ $count }件
    .position_id = ポジションID
    .remaining_quantity = 残り数量
    .remaining_quantity-sms = 残り
    .realized_pnl = 実現損益
    .realized_pnl-sms = 損益
    .client_order_id = クライアント注文ID

# ADL is auto-deleveraging
position_reduced = { $symbol }の{ $side ->
        [long] ロング
       *[short] ショート
    }ポジションのうち、数量{ $quantity }が自動デレバレッジ（ADL）により{ $price }で決済されました
    .title = ポジションの縮小（ADL）
    .subject = ポジションの縮小（ADL）：{ $symbol }
    .short = { $side ->
        [long] ロング
       *[short] ショート
    }ポジションのうち、数量{ $quantity }が自動デレバレッジにより{ $price }で決済されました
    .sms = ADLによる決済：{ $symbol } { $side ->
        [long] ロング
       *[short] ショート
    }、数量{ $quantity }、価格{ $price }
    .count = ADLによる決済{ $count }件
    .position_id = ポジションID
    .remaining_quantity = 残り数量
    .remaining_quantity-sms = 残り
    .realized_pnl = 実現損益
    .realized_pnl-sms = 損益
    .client_order_id = クライアント注文ID

# It ends a margin call
margin_restored = { $symbol ->
        [absent] アカウントの証拠金維持率が{ $margin_ratio_percent }%に回復しました
       *[present] { $symbol }の証拠金維持率が{ $margin_ratio_percent }%に回復しました
    }
    .title = 証拠金維持率の回復
    .subject = { $symbol ->
        [absent] 証拠金維持率の回復：アカウント
       *[present] 証拠金維持率の回復：{ $symbol }
    }
    .short = 証拠金維持率が{ $margin_ratio_percent }%に回復しました
    .sms = { $symbol ->
        [absent] 証拠金維持率の回復：アカウント、{ $margin_ratio_percent }%
       *[present] 証拠金維持率の回復：{ $symbol }、{ $margin_ratio_percent }%
    }
    .count = 証拠金維持率の回復{ $count }件
    .position_id = ポジションID

loan_ltv_warning = ローンのLTV（担保価値に対する借入比率）が{ $ltv_percent }%になりました
    .title = ローンLTV警告
    .subject = ローンLTV警告：{ $ltv_percent }%
    .short = ローンが清算水準に近づいています
    .sms = ローンLTV警告：{ $ltv_percent }%。担保の追加または返済をお願いします
    .more = 清算を避けるには、担保を追加するか返済してください
    .count = ローンLTV警告{ $count }件
    .loan_id = ローンID
    .liquidation_ltv_percent = 清算LTV（%）
    .liquidation_ltv_percent-sms = 清算LTV（%）
    .collateral_asset = 担保資産

# $amount of collateral was sold
loan_liquidated = ローンの担保{ $amount }が清算されました
    .title = ローンの清算
    .subject = ローンの清算：{ $amount }
    .short = 返済に充てるため、担保が売却されました
    .sms = ローンの清算：担保{ $amount }を売却
    .count = ローンの清算{ $count }件
    .loan_id = ローンID
    .price = 売却価格
    .price-sms = 売却価格

order_cancelled = { $by ->
        [user] { $symbol }の注文をキャンセルしました
       *[system] { $symbol }の注文が取引所によりキャンセルされました
    }
    .title = 注文キャンセル
    .subject = 注文キャンセル：{ $symbol }
    .short = { $by ->
        [user] 注文をキャンセルしました
       *[system] 注文が取引所によりキャンセルされました
    }
    .sms = { $by ->
        [user] 注文キャンセル：{ $symbol }
       *[system] 取引所による注文キャンセル：{ $symbol }
    }
    .count = 注文キャンセル{ $count }件
    .order_id = 注文ID
    .reason = 理由
    .remaining_quantity = 未約定数量
    .remaining_quantity-sms = 未約定

order_rejected = { $symbol }の注文が拒否されました
    .title = 注文拒否
    .subject = 注文拒否：{ $symbol }
    .short = 注文は受け付けられませんでした
    .sms = 注文拒否：{ $symbol }
    .count = 注文拒否{ $count }件
    .order_id = 注文ID
    .reason = 理由
    .reason-sms = 理由

stop_triggered = { $symbol }の{ $kind ->
        [take_profit] 利確注文
        [trailing] トレーリングストップ注文
       *[stop] ストップ注文
    }（{ $side ->
        [buy] 買い
       *[sell] 売り
    }）が{ $stop_price }で発動しました
    .title = { $kind ->
        [take_profit] 利確注文の発動
        [trailing] トレーリングストップの発動
       *[stop] ストップ注文の発動
    }
    .subject = { $kind ->
        [take_profit] 利確注文の発動：{ $symbol }
        [trailing] トレーリングストップの発動：{ $symbol }
       *[stop] ストップ注文の発動：{ $symbol }
    }
    .short = { $side ->
        [buy] 買い
       *[sell] 売り
    }注文が{ $stop_price }で発動しました
    .sms = { $kind ->
        [take_profit] 利確注文の発動
        [trailing] トレーリングストップの発動
       *[stop] ストップ注文の発動
    }：{ $symbol } { $side ->
        [buy] 買い
       *[sell] 売り
    }、トリガー価格{ $stop_price }
    .count = ストップ注文の発動{ $count }件
    .order_id = 注文ID
    .quantity = 数量
    .quantity-sms = 数量
    .client_order_id = クライアント注文ID

funding_paid = { SIGN($amount) ->
        [negative] { $symbol }の資金調達料{ ABS($amount) }を支払いました
       *[other] { $symbol }の資金調達料{ $amount }を受け取りました
    }
    .title = { SIGN($amount) ->
        [negative] 資金調達料の支払い
       *[other] 資金調達料の受け取り
    }
    .subject = { SIGN($amount) ->
        [negative] 資金調達料の支払い：{ $symbol }
       *[other] 資金調達料の受け取り：{ $symbol }
    }
    .short = { SIGN($amount) ->
        [negative] { ABS($amount) }を支払いました
       *[other] { $amount }を受け取りました
    }
    .sms = { SIGN($amount) ->
        [negative] 資金調達料の支払い：{ $symbol }、{ ABS($amount) }
       *[other] 資金調達料の受け取り：{ $symbol }、{ $amount }
    }
    .count = 資金調達料{ $count }件
    .rate = 資金調達率（%）
    .position_id = ポジションID

deposit_detected = { $amount }の入金を検知しました（未反映）
    .title = 入金の検知
    .subject = 入金の検知：{ $amount }
    .short = ネットワークでの承認後に反映されます
    .sms = 入金の検知：{ $amount }（未反映）
    .count = 入金の検知{ $count }件
    .deposit_id = 入金ID
    .network = ネットワーク
    .tx_id = トランザクションID
    .confirmations = 承認数
    .confirmations_needed = 必要承認数

withdrawal_confirmation_needed = { $amount }の出金には、お客様の確認が必要です
    .title = 出金の確認
    .subject = 出金の確認：{ $amount }
    .short = 出金にはお客様の確認が必要です
    .sms = アプリで{ $amount }の出金を確認してください。お心当たりがない場合は、直ちにアプリでご対応ください
    .more = お心当たりがない場合は確認せず、直ちにアカウントを保護してください
    .count = 確認待ちの出金{ $count }件
    .withdrawal_id = 出金ID
    .address_short = 出金先アドレス
    .address_short-sms = 出金先
    .network = ネットワーク

withdrawal_requested = { $amount }の出金申請がありました
    .title = 出金申請
    .subject = 出金申請：{ $amount }
    .short = アカウントから出金が申請されました
    .sms = 出金申請：{ $amount }。お心当たりがない場合は、直ちにアプリでご対応ください
    .more = お心当たりがない場合は、直ちにアカウントを保護してください
    .count = 出金申請{ $count }件
    .withdrawal_id = 出金ID
    .address_short = 出金先アドレス
    .address_short-sms = 出金先
    .network = ネットワーク
    .available_at = 送信予定（最短）

withdrawal_sent = { $amount }の出金をネットワークに送信しました
    .title = 出金の送信
    .subject = 出金の送信：{ $amount }
    .short = ネットワークでの承認を待っています
    .sms = 出金の送信：{ $amount }
    .count = 出金の送信{ $count }件
    .withdrawal_id = 出金ID
    .tx_id = トランザクションID
    .network = ネットワーク

withdrawal_completed = { $amount }の出金が完了しました
    .title = 出金完了
    .subject = 出金完了：{ $amount }
    .short = ネットワークで承認されました
    .sms = 出金完了：{ $amount }
    .count = 出金完了{ $count }件
    .withdrawal_id = 出金ID
    .tx_id = トランザクションID
    .network = ネットワーク

withdrawal_failed = { $amount }の出金に失敗しました
    .title = 出金失敗
    .subject = 出金失敗：{ $amount }
    .short = 出金を完了できませんでした
    .sms = 出金失敗：{ $amount }
    .count = 出金失敗{ $count }件
    .withdrawal_id = 出金ID
    .reason = 理由
    .reason-sms = 理由

# $from_account and $to_account are names such as Spot
transfer_completed = { $amount }を{ $from_account }から{ $to_account }に振り替えました
    .title = 振替完了
    .subject = 振替完了：{ $amount }
    .short = { $from_account }から{ $to_account }へ
    .sms = 振替完了：{ $amount }（{ $from_account }から{ $to_account }へ）
    .count = 振替{ $count }件
    .transfer_id = 振替ID

login_from_new_device = 新しいデバイスからのログインがありました：{ $device }
    .title = 新しいデバイスからのログイン
    .short = { $device }からアカウントへのログインがありました
    .sms = 新しいデバイスからのログイン：{ $device }。お心当たりがない場合は、直ちにアプリでご対応ください
    .more = お心当たりがない場合は、直ちにアカウントを保護してください
    .count = 新しいデバイスからのログイン{ $count }件
    .country = 国
    .country-sms = 国
    .city = 都市
    .city-sms = 都市
    .ip_masked = IPアドレス

password_changed = アカウントのパスワードが変更されました
    .title = パスワードの変更
    .short = アカウントのパスワードが変更されました
    .sms = アカウントのパスワードが変更されました。お心当たりがない場合は、直ちにアプリでご対応ください
    .more = お心当たりがない場合は、直ちにアカウントを保護してください
    .count = パスワードの変更{ $count }件
    .device = デバイス
    .device-sms = デバイス
    .country = 国
    .country-sms = 国

two_factor_changed = { $change ->
        [enabled] アカウントの二段階認証が有効になりました
        [disabled] アカウントの二段階認証が無効になりました
       *[replaced] アカウントの二段階認証の方法が変更されました
    }
    .title = { $change ->
        [enabled] 二段階認証の有効化
        [disabled] 二段階認証の無効化
       *[replaced] 二段階認証の変更
    }
    .short = { $change ->
        [enabled] 今後、アカウントの利用時に必要となります
        [disabled] アカウントは二段階認証で保護されなくなりました
       *[replaced] アカウントの認証方法が変更されました
    }
    .sms = { $change ->
        [enabled] アカウントの二段階認証が有効になりました
        [disabled] アカウントの二段階認証が無効になりました
       *[replaced] アカウントの二段階認証の方法が変更されました
    }。お心当たりがない場合は、直ちにアプリでご対応ください
    .more = お心当たりがない場合は、直ちにアカウントを保護してください
    .count = 二段階認証の変更{ $count }件
    .method = 認証方法
    .method-sms = 認証方法

api_key_created = アカウントに新しいAPIキーが作成されました
    .title = APIキーの作成
    .short = アカウントに新しいAPIキーが作成されました
    .sms = アカウントに新しいAPIキーが作成されました。お心当たりがない場合は、直ちにアプリでご対応ください
    .more = お心当たりがない場合は、直ちにアカウントを保護してください
    .count = APIキーの作成{ $count }件
    .label = 名称
    .label-sms = 名称
    .permissions = 権限

withdrawal_address_added = アカウントに{ $asset }の出金アドレスが追加されました
    .title = 出金アドレスの追加
    .subject = 出金アドレスの追加：{ $asset }
    .short = アカウントに出金アドレスが追加されました
    .sms = アカウントに{ $asset }の出金アドレスが追加されました。お心当たりがない場合は、直ちにアプリでご対応ください
    .more = お心当たりがない場合は、直ちにアカウントを保護してください
    .count = 出金アドレスの追加{ $count }件
    .label = 名称
    .label-sms = 名称
    .address_short = アドレス
    .address_short-sms = アドレス
    .usable_from = 利用開始日時

account_frozen = アカウントが凍結されました
    .title = アカウントの凍結
    .short = 取引所によりアカウントが凍結されました
    .sms = アカウントが凍結されました。お心当たりがない場合は、サポートにご連絡ください
    .more = お心当たりがない場合は、直ちにサポートにご連絡ください
    .count = アカウントの凍結{ $count }件
    .freeze_id = 受付番号
    .reason = 理由
    .reason-sms = 理由
    .until = 凍結解除予定

p2p_payment_marked = P2P取引の相手が{ $amount }を支払い済みにしました
    .title = P2P取引の支払い連絡
    .subject = P2P取引の支払い連絡：{ $amount }
    .short = 着金をご確認ください
    .sms = P2P取引の相手が{ $amount }を支払い済みにしました。着金を確認してからリリースしてください
    .more = 必ず着金を確認してから、暗号資産をリリースしてください
    .count = P2P取引の支払い連絡{ $count }件
    .trade_id = 取引ID
    .counterparty = 取引相手
    .counterparty-sms = 取引相手

p2p_dispute_opened = P2P取引について異議申し立てがありました
    .title = P2P取引の異議申し立て
    .short = P2P取引について異議申し立てがありました
    .sms = P2P取引について異議申し立てがありました。アプリでご対応ください
    .more = アプリでご対応ください
    .count = P2P取引の異議申し立て{ $count }件
    .trade_id = 取引ID
    .reason = 理由

card_authorised = { $merchant }での{ $amount }のカード決済が承認されました
    .title = カード決済の承認
    .subject = カード決済の承認：{ $amount }
    .short = ご利用先：{ $merchant }
    .sms = カード決済の承認：{ $amount }、ご利用先{ $merchant }
    .count = カード決済{ $count }件
    .authorisation_id = 決済ID

card_declined = { $merchant }での{ $amount }のカード決済が承認されませんでした
    .title = カード決済の拒否
    .subject = カード決済の拒否：{ $amount }
    .short = ご利用先：{ $merchant }
    .sms = カード決済の拒否：{ $amount }、ご利用先{ $merchant }
    .count = カード決済の拒否{ $count }件
    .authorisation_id = 決済ID
    .reason = 理由
    .reason-sms = 理由

copy_stopped = { $leader }のコピーが停止しました
    .title = コピートレードの停止
    .subject = コピートレードの停止：{ $leader }
    .short = このリードトレーダーのコピーは停止しています
    .sms = コピートレードの停止：{ $leader }
    .count = コピートレードの停止{ $count }件
    .reason = 理由
    .realized_pnl = 実現損益
    .realized_pnl-sms = 損益

# $amount was locked and is free again
earn_matured = Earn商品が満期となり、{ $amount }が利用可能になりました
    .title = Earn商品の満期
    .subject = Earn商品の満期：{ $amount }
    .short = 元本が利用可能になりました
    .sms = Earn商品の満期：{ $amount }が利用可能になりました
    .count = Earn商品の満期{ $count }件
    .product_id = 商品ID
    .reward = 報酬
    .reward-sms = 報酬

contract_expiring = { $symbol }は{ $expires_at }に満期を迎えます
    .title = まもなく満期
    .subject = まもなく満期：{ $symbol }
    .short = { $expires_at }に満期を迎えます
    .sms = まもなく満期：{ $symbol }、{ $expires_at }
    .count = 満期間近の銘柄{ $count }件
    .settlement_price = 予想決済価格
    .settlement_price-sms = 予想決済価格

trading_halted = { $symbol }の取引が一時停止されました
    .title = 取引の一時停止
    .subject = 取引の一時停止：{ $symbol }
    .short = 現在、注文は約定しません
    .sms = 取引の一時停止：{ $symbol }
    .count = 取引の一時停止{ $count }件
    .reason = 理由
    .until = 再開予定
    .until-sms = 再開予定

trading_resumed = { $symbol }の取引が再開されました
    .title = 取引の再開
    .subject = 取引の再開：{ $symbol }
    .short = 注文の約定が再開されました
    .sms = 取引の再開：{ $symbol }
    .count = 取引の再開{ $count }件

delisting = { $symbol }は上場廃止となります（取引終了：{ $trading_ends_at }）
    .title = 上場廃止
    .subject = 上場廃止：{ $symbol }
    .short = 取引は{ $trading_ends_at }に終了します
    .sms = 上場廃止：{ $symbol }、取引終了{ $trading_ends_at }
    .count = 上場廃止{ $count }件
    .withdrawals_end_at = 出金期限

margin_requirements_changed = { $symbol }の維持証拠金率が{ $effective_at }に変更されます
    .title = 維持証拠金率の変更
    .subject = 維持証拠金率の変更：{ $symbol }
    .short = { $effective_at }に変更されます
    .sms = 維持証拠金率の変更：{ $symbol }、{ $effective_at }
    .count = 維持証拠金率の変更{ $count }件
    .old_percent = 変更前の維持証拠金率（%）
    .old_percent-sms = 変更前（%）
    .new_percent = 変更後の維持証拠金率（%）
    .new_percent-sms = 変更後（%）

maintenance = { $starts_at }から{ $ends_at }まで、メンテナンスを予定しています
    .title = メンテナンスのお知らせ
    .short = { $starts_at }から{ $ends_at }まで
    .sms = メンテナンス：{ $starts_at }から{ $ends_at }まで
    .count = メンテナンスのお知らせ{ $count }件
    .scope = 対象

# $title and $body are the exchange's own texts
incident = { $title }：{ $body }
    .title = { $state ->
        [open] 障害発生
        [update] 障害の続報
       *[resolved] 障害の復旧
    }
    .subject = { $state ->
        [open] 障害発生：{ $title }
        [update] 障害の続報：{ $title }
       *[resolved] 障害の復旧：{ $title }
    }
    .short = { $body }
    .sms = { $state ->
        [open] 障害発生：{ $title }
        [update] 障害の続報：{ $title }
       *[resolved] 障害の復旧：{ $title }
    }
    .count = 障害情報{ $count }件
    .incident_id = 障害ID

# $title and $body are the exchange's own texts
announcement = { $title }：{ $body }
    .title = お知らせ
    .subject = { $title }
    .short = { $body }
    .sms = お知らせ：{ $title }
    .count = お知らせ{ $count }件
    .link = 詳細

kyc_approved = 本人確認が完了しました
    .title = 本人確認の完了
    .short = 本人確認が承認されました
    .sms = 本人確認が完了しました
    .count = 本人確認の完了{ $count }件
    .case_id = 受付番号

kyc_action_needed = 本人確認のお手続きが必要です
    .title = 本人確認：お手続きのお願い
    .short = 本人確認が完了していません
    .sms = アプリで本人確認を完了してください
    .more = アプリでお手続きを完了してください
    .count = 本人確認のお願い{ $count }件
    .case_id = 受付番号
    .reason = 理由
    .due_by = 期限

source_of_funds_needed = 資金の出所を証明する書類の提出が必要です
    .title = 資金の出所証明のお願い
    .short = 資金の出所を証明する書類の提出が必要です
    .sms = 資金の出所を証明する書類をアプリから提出してください
    .more = アプリから提出してください
    .count = 資金の出所証明のお願い{ $count }件
    .case_id = 受付番号
    .due_by = 期限

fee_tier_changed = 手数料ランクが{ $tier }になりました
    .title = 手数料ランクの変更
    .subject = 手数料ランクの変更：{ $tier }
    .short = 今後の取引に新しい手数料が適用されます
    .sms = 手数料ランクが{ $tier }になりました
    .count = 手数料ランクの変更{ $count }件
    .maker_fee_percent = メイカー手数料（%）
    .maker_fee_percent-sms = メイカー（%）
    .taker_fee_percent = テイカー手数料（%）
    .taker_fee_percent-sms = テイカー（%）

# $period is a text such as 2026-10
statement_ready = 取引明細（{ $period }）の準備ができました
    .title = 取引明細のご用意
    .subject = 取引明細のご用意：{ $period }
    .short = アプリからダウンロードできます
    .sms = 取引明細のご用意：{ $period }
    .count = 取引明細{ $count }件

# $period is a text such as 2026
tax_report_ready = 税務レポート（{ $period }）の準備ができました
    .title = 税務レポートのご用意
    .subject = 税務レポートのご用意：{ $period }
    .short = アプリからダウンロードできます
    .sms = 税務レポートのご用意：{ $period }
    .count = 税務レポート{ $count }件

# The trader asked for it
delivery_test = これはテスト通知です。通知はここに届きます
    .title = テスト通知
    .short = 通知はここに届きます
    .sms = これはテスト通知です。通知はここに届きます
    .count = テスト通知{ $count }件

staking_reward = ステーキング報酬{ $amount }を獲得しました
    .title = ステーキング報酬
    .subject = ステーキング報酬：{ $amount }
    .short = ステーキングで獲得しました
    .sms = ステーキング報酬：{ $amount }
    .count = ステーキング報酬{ $count }件
    .apr_percent = 年率（%）
    .reward_id = 報酬ID
