# The Simplified Chinese texts. The format is in ../README.md; en.ftl says what the variables are.

# The language
language-name = 简体中文
language-direction = ltr

# Dates: $day, $month, $year, $day2, $month2
date = { $year }-{ $month2 }-{ $day2 }

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
        [absent] 没有仍需关注的通知
       *[present] { $counts }
    }
    .title = 免打扰期间有 { $size } 条通知
    .short = { $counts ->
        [absent] 没有仍需关注的通知
       *[present] { $counts }
    }
    .sms = 免打扰期间有 { $size } 条通知：{ $counts ->
        [absent] 没有仍需关注的通知
       *[present] { $counts }
    }
    .expired = 另有 { $expired } 条已过期
    .count = { $count } 条通知汇总

# Merged notifications: $size, $groups, $others, $expired; .group: $counted, $subject; .count: $count
merged_notifications = { $others ->
        [0] { $groups }
       *[other] { $groups }，以及其他 { $others } 条
    }
    .title = { $size ->
        [1] 还有 { $size } 条通知
       *[other] 短时间内有 { $size } 条通知
    }
    .short = { $others ->
        [0] { $groups }
       *[other] { $groups }，以及其他 { $others } 条
    }
    .sms = { $others ->
        [0] { $groups }
       *[other] { $groups }，以及其他 { $others } 条
    }
    .expired = 另有 { $expired } 条已过期
    .group = { $subject } 的 { $counted }
    .count = { $count } 条通知汇总

# The frame of an e-mail: $code
email-greeting = 您好：
email-footer = 您可以在通知设置中选择接收哪些邮件通知。
email-unsubscribe = 退订此类邮件
email-open = 在 App 中打开
email-ack = 标记为已读
email-support = 帮助与支持
anti-phishing = 您的防钓鱼码：{ $code }

# Pushes
push-redacted = 请打开 App 查看。
    .title = 新通知
push-ack = 已阅

# The sections of the preferences; .in-sentence stands between “ and ”
section-liquidation = 强制平仓
    .in-sentence = 强制平仓
section-liquidationWarning = 追加保证金
    .in-sentence = 追加保证金
    .thresholdPercent = 保证金率低于此值时通知（%）
    .repeat = 重复提醒，直到看到为止
section-orderFilled = 订单成交
    .in-sentence = 订单成交
section-priceAlert = 价格提醒
    .in-sentence = 价格提醒
section-partialFill = 部分成交
    .in-sentence = 部分成交
section-deposit = 充值
    .in-sentence = 充值
section-newListing = 新币上线
    .in-sentence = 新币上线
    .minScore = 最低评分
section-weeklyReport = 周报
    .in-sentence = 周报
section-dailyReport = 日报
    .in-sentence = 日报
    .time = 发送时间
section-referral = 邀请奖励
    .in-sentence = 邀请奖励
section-orderClosed = 订单取消与被拒
    .in-sentence = 订单取消与被拒
section-stopTriggered = 止盈止损触发
    .in-sentence = 止盈止损触发
section-funding = 资金费用
    .in-sentence = 资金费用
section-withdrawal = 提现与划转
    .in-sentence = 提现与划转
section-p2p = P2P 交易
    .in-sentence = P2P 交易
section-card = 卡支付
    .in-sentence = 卡支付
section-copyTrading = 跟单交易
    .in-sentence = 跟单交易
section-earn = 理财产品
    .in-sentence = 理财产品
section-trading = 合约到期
    .in-sentence = 合约到期
section-market = 暂停交易与系统维护
    .in-sentence = 暂停交易与系统维护
section-account = 身份认证与费率
    .in-sentence = 身份认证与费率
section-reports = 账户结单与税务报告
    .in-sentence = 账户结单与税务报告
section-news = 公告
    .in-sentence = 公告

# The replies of the Telegram bot: $account, $elsewhere
telegram-ask-linked = 已绑定账户 { $account }，有效期 24 小时。{ $elsewhere ->
        [yes] 请注意：此聊天已绑定其他账户。
       *[no] { "" }
    }该账户的通知会发送到这里。这是您的账户吗？回复“是”保留绑定，回复“否”解除绑定。如果链接是他人发给您的，请回复“否”。
telegram-ask-moved = 账户 { $account } 的通知目前发送到另一个聊天。{ $elsewhere ->
        [yes] 请注意：此聊天已绑定其他账户。
       *[no] { "" }
    }这是您的账户，并且您想改为在这里接收通知吗？请在 24 小时内回复“是”或“否”。如果链接是他人发给您的，请回复“否”。
telegram-linked = 已绑定账户 { $account }。今后的通知将发送到这里。发送 /stop 可解除绑定。
telegram-bad-code = 此验证码无效或已过期。请打开交易所 App，重新绑定 Telegram。
telegram-unlinked = 您将不再在这里收到通知。
telegram-nothing-to-confirm = 当前没有需要确认的内容。
telegram-how-to = 如需在这里接收通知，请打开交易所 App，在设置中绑定 Telegram。如需解除绑定，请发送 /stop。
telegram-try-again = 操作失败，请稍后重试。
telegram-yes = 是，这是我的账户
telegram-no = 否
telegram-yes-words = 是 是的 确认 yes y ok /yes /confirm
telegram-no-words = 否 不是 不 no n /no

# The ack of a notification in a Telegram chat, and the other commands of the bot: $channel, $time, $until,
# $channels, $from, $to, $zone
telegram-seen = 已读
telegram-seen-on = { $channel ->
        [websocket] 已于 { $time } 在 App 中查看
        [push] 已于 { $time } 通过推送查看
        [telegram] 已于 { $time } 在 Telegram 中查看
        [email] 已于 { $time } 通过电子邮件查看
       *[sms] 已于 { $time } 通过短信查看
    }
telegram-ok-words = ok 好 好的 已读 收到 知道了
telegram-nothing-to-ack = 这里没有可标记为已读的通知。
telegram-snoozed = 通知已暂停至 { $until }。在此之前，您只会收到最紧急的通知。发送 /snooze off 可结束暂停。
telegram-snooze-ended = 暂停已结束，您将照常收到通知。
telegram-snooze-usage = 请发送 /snooze 2h、/snooze 30m 或 /snooze off。最长可暂停 7 天。
telegram-reachable = 您可通过以下方式收到通知：{ $channels }
telegram-quiet-hours = 免打扰时段：{ $from } 至 { $to }（{ $zone }）
telegram-quiet-off = 免打扰时段：已关闭
telegram-quiet-usage = 请发送 /quiet 23:00 07:00 或 /quiet off。时间以您所在的时区为准。

# The name of a channel in a list: $channel
channel-name = { $channel ->
        [websocket] App
        [push] 推送
        [telegram] Telegram
        [email] 电子邮件
       *[sms] 短信
    }

# The pages of the unsubscribe link in an e-mail
unsubscribe-ask = 退订后，您将不再收到此类邮件，其他通知不受影响。
    .title = 退订邮件
    .button = 退订
unsubscribe-done = 您将不再收到此类邮件。您可以在设置中重新开启。
    .title = 已退订
unsubscribe-ended = 设置未更改。您可以在 App 的通知设置中关闭此类邮件。
    .title = 链接已过期
unsubscribe-outdated = 此邮件发出后，您已重新开启邮件通知，因此设置未更改。您可以在 App 的通知设置中关闭。
    .title = 此链接已失效
unsubscribe-mandatory = 此类邮件用于提醒您资产损失风险或账户变更。设置未更改。
    .title = 此类邮件无法在此关闭

# The page of the link that marks a notification as seen
ack-ask = 这样我们便知道您已看到此通知，可以停止提醒您。
    .title = 您看到此通知了吗？
    .button = 标记为已读
ack-done = 已标记为已读
ack-ended = 请打开 App 查看您的通知。
    .title = 此链接已失效
ack-failed = 操作未成功，请重试。
ack-no-script = 此页面需要 JavaScript。您也可以在 App 中打开该通知。

# The event types; their variables are the fields in ../events/

position_liquidated = 您的 { $symbol } { $side ->
        [long] 多
       *[short] 空
    }仓（数量 { $quantity }）已被强制平仓，平仓价格 { $liquidation_price }
    .title = 仓位已强平
    .subject = 仓位已强平：{ $symbol }
    .short = 您的{ $side ->
        [long] 多
       *[short] 空
    }仓（数量 { $quantity }）已被强制平仓，平仓价格 { $liquidation_price }
    .sms = 仓位已强平：{ $symbol } { $side ->
        [long] 多
       *[short] 空
    }仓，数量 { $quantity }，价格 { $liquidation_price }
    .count = { $count } 次强制平仓
    .realized_pnl = 已实现盈亏
    .realized_pnl-sms = 盈亏
    .position_id = 仓位 ID
    .client_order_id = 自定义订单 ID

margin_call = { $symbol ->
        [absent] 您账户的保证金率已降至 { $margin_ratio_percent }%（降至 100% 时强平）
       *[present] { $symbol } 的保证金率已降至 { $margin_ratio_percent }%（降至 100% 时强平）
    }
    .title = 追加保证金通知
    .subject = { $symbol ->
        [absent] 追加保证金通知：您的账户
       *[present] 追加保证金通知：{ $symbol }
    }
    .short = 保证金率已降至 { $margin_ratio_percent }%（降至 100% 时强平）
    .sms = { $symbol ->
        [absent] 追加保证金通知：您账户的保证金率为 { $margin_ratio_percent }%（降至 100% 时强平）
       *[present] 追加保证金通知：{ $symbol } 保证金率 { $margin_ratio_percent }%（降至 100% 时强平）
    }
    .count = { $count } 条追加保证金通知
    .liquidation_price = 强平价格
    .liquidation_price-sms = 强平价
    .mark_price = 标记价格
    .mark_price-sms = 标记价
    .position_id = 仓位 ID

order_filled = 您的 { $symbol } { $side ->
        [buy] 买入
       *[sell] 卖出
    }订单已成交，数量 { $quantity }，价格 { $price }
    .title = 订单已成交
    .subject = 订单已成交：{ $symbol }
    .short = 已{ $side ->
        [buy] 买入
       *[sell] 卖出
    } { $quantity }，价格 { $price }
    .sms = 已成交：{ $symbol } { $side ->
        [buy] 买入
       *[sell] 卖出
    } { $quantity }，价格 { $price }
    .count = { $count } 笔成交
    .fee = { SIGN($fee) ->
        [negative] 手续费返还
       *[other] 手续费
    }
    .fee-sms = { SIGN($fee) ->
        [negative] 手续费返还
       *[other] 手续费
    }
    .order_id = 订单号
    .client_order_id = 自定义订单 ID

price_alert = { $symbol } 现价 { $current_price }（您的提醒：{ $condition ->
        [above] 高于
       *[below] 低于
    } { $target_price }）
    .title = 价格提醒
    .subject = 价格提醒：{ $symbol }
    .short = 现价 { $current_price }（您的提醒：{ $condition ->
        [above] 高于
       *[below] 低于
    } { $target_price }）
    .sms = 价格提醒：{ $symbol } 现价 { $current_price }（{ $condition ->
        [above] 高于
       *[below] 低于
    } { $target_price }）
    .count = { $count } 条价格提醒
    .note = 您的备注
    .note-sms = 备注

price_feed = { $state ->
        [stale] { $symbol } 的价格自 { $last_tick_at } 起未更新
       *[resumed] { $symbol } 的价格已恢复更新
    }
    .title = { $state ->
        [stale] 价格更新中断
       *[resumed] 价格更新恢复
    }
    .subject = { $state ->
        [stale] 价格更新中断：{ $symbol }
       *[resumed] 价格更新恢复：{ $symbol }
    }
    .short = { $state ->
        [stale] 价格自 { $last_tick_at } 起未更新
       *[resumed] 价格已恢复更新
    }
    .sms = { $state ->
        [stale] { $symbol } 的价格自 { $last_tick_at } 起未更新，恢复前相关价格提醒无法触发
       *[resumed] { $symbol } 的价格已恢复更新，相关价格提醒已恢复监控
    }
    .more = { $state ->
        [stale] 价格恢复更新前，您在该交易对上的价格提醒无法触发
       *[resumed] 您在该交易对上的价格提醒已恢复监控
    }
    .count = { $count } 条价格更新通知

order_partially_filled = 您的 { $symbol } { $side ->
        [buy] 买入
       *[sell] 卖出
    }订单已部分成交，成交数量 { $filled_quantity }，价格 { $price }
    .title = 订单部分成交
    .subject = 订单部分成交：{ $symbol }
    .short = 已{ $side ->
        [buy] 买入
       *[sell] 卖出
    } { $filled_quantity }，价格 { $price }
    .sms = 部分成交：{ $symbol } { $side ->
        [buy] 买入
       *[sell] 卖出
    } { $filled_quantity }，价格 { $price }
    .count = { $count } 笔部分成交
    .remaining_quantity = 未成交数量
    .remaining_quantity-sms = 未成交
    .order_id = 订单号
    .client_order_id = 自定义订单 ID

deposit_credited = { $amount } 已到账
    .title = 充值已到账
    .subject = 充值已到账：{ $amount }
    .short = 已存入您的账户
    .sms = 充值已到账：{ $amount }
    .count = { $count } 笔充值
    .network = 网络
    .tx_id = 交易哈希
    .deposit_id = 充值 ID

new_listing = { $name ->
        [absent] { $symbol } 上线，评分 { $score }
       *[present] { $name }（{ $symbol }）上线，评分 { $score }
    }
    .title = 新币上线
    .subject = 新币上线：{ $symbol }
    .short = { $name ->
        [absent] 评分 { $score }
       *[present] { $name }，评分 { $score }
    }
    .sms = { $name ->
        [absent] 新币上线：{ $symbol }，评分 { $score }
       *[present] 新币上线：{ $symbol }（{ $name }），评分 { $score }
    }
    .count = { $count } 个新币上线
    .trading_starts_at = 开始交易时间
    .trading_starts_at-sms = 开始交易

weekly_pnl_report = 已实现盈亏：{ $realized_pnl }
    .title = 周报（{ YEAR($week) } 年第 { WEEK($week) } 周）
    .short = 已实现盈亏：{ $realized_pnl }
    .sms = { YEAR($week) } 年第 { WEEK($week) } 周已实现盈亏：{ $realized_pnl }
    .count = { $count } 份周报
    .unrealized_pnl = 未实现盈亏
    .unrealized_pnl-sms = 未实现盈亏
    .trades = 交易笔数
    .trades-sms = 交易笔数
    .volume = 交易额

# $counts
daily_report = { $counts ->
        [absent] 当日无成交、充值等动态
       *[present] { $counts }
    }
    .title = 日报 { $day }
    .short = { $counts ->
        [absent] 当日无成交、充值等动态
       *[present] { $counts }
    }
    .sms = { $day }：{ $counts ->
        [absent] 当日无成交、充值等动态
       *[present] { $counts }
    }
    .count = { $count } 份日报
    .realized_pnl = 已实现盈亏
    .realized_pnl-sms = 已实现盈亏
    .unrealized_pnl = 未实现盈亏
    .unrealized_pnl-sms = 未实现盈亏

referral_accrued = 您获得了 { $amount } 邀请奖励
    .title = 邀请奖励
    .subject = 邀请奖励：{ $amount }
    .short = 您通过邀请好友获得了奖励
    .sms = 邀请奖励：{ $amount }
    .count = { $count } 笔邀请奖励
    .referral_count = 邀请人数
    .accrual_id = 奖励 ID

contact_changed = { $change ->
        [added] { $kind ->
            [email] 您的账户已添加一个邮箱地址
            [phone] 您的账户已添加一个手机号
            [telegram] 您的账户已添加一个 Telegram 聊天
           *[device] 您的账户已添加一台设备
        }
        [removed] { $kind ->
            [email] 您的账户已移除一个邮箱地址
            [phone] 您的账户已移除一个手机号
            [telegram] 您的账户已移除一个 Telegram 聊天
           *[device] 您的账户已移除一台设备
        }
        [moved] { $kind ->
            [email] 您的邮箱地址现已归属其他账户
            [phone] 您的手机号现已归属其他账户
            [telegram] 您的 Telegram 聊天现已归属其他账户
           *[device] 您的设备现已归属其他账户
        }
       *[absent] { $kind ->
            [email] 您账户的邮箱地址已更改
            [phone] 您账户的手机号已更改
            [telegram] 您账户的 Telegram 聊天已更改
           *[device] 您账户的设备已更改
        }
    }
    .title = 安全提醒
    .subject = { $kind ->
        [email] 安全提醒：邮箱地址
        [phone] 安全提醒：手机号
        [telegram] 安全提醒：Telegram 聊天
       *[device] 安全提醒：设备
    }
    .short = { $change ->
        [added] { $kind ->
            [email] 您的账户已添加一个邮箱地址
            [phone] 您的账户已添加一个手机号
            [telegram] 您的账户已添加一个 Telegram 聊天
           *[device] 您的账户已添加一台设备
        }
        [removed] { $kind ->
            [email] 您的账户已移除一个邮箱地址
            [phone] 您的账户已移除一个手机号
            [telegram] 您的账户已移除一个 Telegram 聊天
           *[device] 您的账户已移除一台设备
        }
        [moved] { $kind ->
            [email] 您的邮箱地址现已归属其他账户
            [phone] 您的手机号现已归属其他账户
            [telegram] 您的 Telegram 聊天现已归属其他账户
           *[device] 您的设备现已归属其他账户
        }
       *[absent] { $kind ->
            [email] 您账户的邮箱地址已更改
            [phone] 您账户的手机号已更改
            [telegram] 您账户的 Telegram 聊天已更改
           *[device] 您账户的设备已更改
        }
    }
    .sms = 安全提醒：{ $change ->
        [added] { $kind ->
            [email] 您的账户已添加一个邮箱地址
            [phone] 您的账户已添加一个手机号
            [telegram] 您的账户已添加一个 Telegram 聊天
           *[device] 您的账户已添加一台设备
        }
        [removed] { $kind ->
            [email] 您的账户已移除一个邮箱地址
            [phone] 您的账户已移除一个手机号
            [telegram] 您的账户已移除一个 Telegram 聊天
           *[device] 您的账户已移除一台设备
        }
        [moved] { $kind ->
            [email] 您的邮箱地址现已归属其他账户
            [phone] 您的手机号现已归属其他账户
            [telegram] 您的 Telegram 聊天现已归属其他账户
           *[device] 您的设备现已归属其他账户
        }
       *[absent] { $kind ->
            [email] 您账户的邮箱地址已更改
            [phone] 您账户的手机号已更改
            [telegram] 您账户的 Telegram 聊天已更改
           *[device] 您账户的设备已更改
        }
    }。如非本人操作，请立即在 App 中处理
    .more = 如非本人操作，请立即采取措施保护账户安全
    .count = { $count } 条安全提醒
    .new_masked = 联系方式

# $section is the .in-sentence of its section
preferences_weakened = 您的账户已减少接收“{ $section }”通知
    .title = 安全提醒
    .subject = 安全提醒：通知设置
    .short = 您的账户已减少接收“{ $section }”通知
    .sms = 安全提醒：您的账户已减少接收“{ $section }”通知
    .more = 如非本人操作，请立即采取措施保护账户安全
    .count = { $count } 条安全提醒

position_partially_liquidated = 您的 { $symbol } { $side ->
        [long] 多
       *[short] 空
    }仓已被部分强平，平仓数量 { $quantity }，价格 { $price }
    .title = 仓位部分强平
    .subject = 仓位部分强平：{ $symbol }
    .short = 您的{ $side ->
        [long] 多
       *[short] 空
    }仓已被强平 { $quantity }，价格 { $price }
    .sms = 部分强平：{ $symbol } { $side ->
        [long] 多
       *[short] 空
    }仓，数量 { $quantity }，价格 { $price }
    .count = { $count } 次部分强平
    .position_id = 仓位 ID
    .remaining_quantity = 剩余持仓
    .remaining_quantity-sms = 剩余
    .realized_pnl = 已实现盈亏
    .realized_pnl-sms = 盈亏
    .client_order_id = 自定义订单 ID

# ADL is auto-deleveraging
position_reduced = 您的 { $symbol } { $side ->
        [long] 多
       *[short] 空
    }仓已被自动减仓（ADL），减仓数量 { $quantity }，价格 { $price }
    .title = 仓位已自动减仓（ADL）
    .subject = 仓位已自动减仓（ADL）：{ $symbol }
    .short = 您的{ $side ->
        [long] 多
       *[short] 空
    }仓已被自动减仓 { $quantity }，价格 { $price }
    .sms = 自动减仓（ADL）：{ $symbol } { $side ->
        [long] 多
       *[short] 空
    }仓，数量 { $quantity }，价格 { $price }
    .count = { $count } 次自动减仓
    .position_id = 仓位 ID
    .remaining_quantity = 剩余持仓
    .remaining_quantity-sms = 剩余
    .realized_pnl = 已实现盈亏
    .realized_pnl-sms = 盈亏
    .client_order_id = 自定义订单 ID

# It ends a margin call
margin_restored = { $symbol ->
        [absent] 您账户的保证金率已回升至 { $margin_ratio_percent }%
       *[present] { $symbol } 的保证金率已回升至 { $margin_ratio_percent }%
    }
    .title = 保证金率已恢复
    .subject = { $symbol ->
        [absent] 保证金率已恢复：您的账户
       *[present] 保证金率已恢复：{ $symbol }
    }
    .short = 保证金率已回升至 { $margin_ratio_percent }%
    .sms = { $symbol ->
        [absent] 保证金率已恢复：您的账户，{ $margin_ratio_percent }%
       *[present] 保证金率已恢复：{ $symbol }，{ $margin_ratio_percent }%
    }
    .count = { $count } 次保证金率恢复
    .position_id = 仓位 ID

loan_ltv_warning = 您的借贷质押率（LTV）已达 { $ltv_percent }%
    .title = 借贷质押率预警
    .subject = 借贷质押率预警：{ $ltv_percent }%
    .short = 您的借贷已接近强平线
    .sms = 借贷质押率（LTV）预警：{ $ltv_percent }%，请补充质押物或还款
    .more = 请补充质押物或还款，以避免强平
    .count = { $count } 条质押率预警
    .loan_id = 借贷 ID
    .liquidation_ltv_percent = 强平质押率（%）
    .liquidation_ltv_percent-sms = 强平质押率（%）
    .collateral_asset = 质押币种

# $amount of collateral was sold
loan_liquidated = 您的借贷质押物 { $amount } 已被强平
    .title = 借贷强平
    .subject = 借贷强平：{ $amount }
    .short = 质押物已被卖出，用于偿还借贷
    .sms = 借贷强平：质押物 { $amount } 已被卖出
    .count = { $count } 次借贷强平
    .loan_id = 借贷 ID
    .price = 价格
    .price-sms = 价格

order_cancelled = { $by ->
        [user] 您已取消 { $symbol } 订单
       *[system] 您的 { $symbol } 订单已被系统取消
    }
    .title = 订单已取消
    .subject = 订单已取消：{ $symbol }
    .short = { $by ->
        [user] 您已取消该订单
       *[system] 该订单已被系统取消
    }
    .sms = { $by ->
        [user] 订单已取消：{ $symbol }
       *[system] 订单已被系统取消：{ $symbol }
    }
    .count = { $count } 笔已取消订单
    .order_id = 订单号
    .reason = 原因
    .remaining_quantity = 未成交数量
    .remaining_quantity-sms = 未成交

order_rejected = 您的 { $symbol } 订单被拒绝
    .title = 订单被拒绝
    .subject = 订单被拒绝：{ $symbol }
    .short = 下单未成功
    .sms = 订单被拒绝：{ $symbol }
    .count = { $count } 笔被拒订单
    .order_id = 订单号
    .reason = 原因
    .reason-sms = 原因

stop_triggered = 您的 { $symbol } { $side ->
        [buy] 买入
       *[sell] 卖出
    }{ $kind ->
        [take_profit] 止盈单
        [trailing] 追踪止损单
       *[stop] 止损单
    }已触发，触发价 { $stop_price }
    .title = { $kind ->
        [take_profit] 止盈单已触发
        [trailing] 追踪止损单已触发
       *[stop] 止损单已触发
    }
    .subject = { $kind ->
        [take_profit] 止盈单已触发：{ $symbol }
        [trailing] 追踪止损单已触发：{ $symbol }
       *[stop] 止损单已触发：{ $symbol }
    }
    .short = { $side ->
        [buy] 买入
       *[sell] 卖出
    }订单已触发，触发价 { $stop_price }
    .sms = { $kind ->
        [take_profit] 止盈单已触发
        [trailing] 追踪止损单已触发
       *[stop] 止损单已触发
    }：{ $side ->
        [buy] 买入
       *[sell] 卖出
    } { $symbol }，触发价 { $stop_price }
    .count = { $count } 笔止盈止损触发
    .order_id = 订单号
    .quantity = 数量
    .quantity-sms = 数量
    .client_order_id = 自定义订单 ID

funding_paid = { SIGN($amount) ->
        [negative] 您支付了 { $symbol } 的资金费用 { ABS($amount) }
       *[other] 您收到了 { $symbol } 的资金费用 { $amount }
    }
    .title = { SIGN($amount) ->
        [negative] 已支付资金费用
       *[other] 已收到资金费用
    }
    .subject = { SIGN($amount) ->
        [negative] 已支付资金费用：{ $symbol }
       *[other] 已收到资金费用：{ $symbol }
    }
    .short = { SIGN($amount) ->
        [negative] 您支付了 { ABS($amount) }
       *[other] 您收到了 { $amount }
    }
    .sms = { SIGN($amount) ->
        [negative] 已支付资金费用：{ $symbol }，{ ABS($amount) }
       *[other] 已收到资金费用：{ $symbol }，{ $amount }
    }
    .count = { $count } 笔资金费用
    .rate = 资金费率（%）
    .position_id = 仓位 ID

deposit_detected = 检测到 { $amount } 充值，尚未到账
    .title = 检测到充值
    .subject = 检测到充值：{ $amount }
    .short = 网络确认后即可到账
    .sms = 检测到充值：{ $amount }，尚未到账
    .count = { $count } 笔待到账充值
    .deposit_id = 充值 ID
    .network = 网络
    .tx_id = 交易哈希
    .confirmations = 已确认次数
    .confirmations_needed = 所需确认次数

withdrawal_confirmation_needed = 您的 { $amount } 提现等待您确认
    .title = 请确认提现
    .subject = 请确认提现：{ $amount }
    .short = 该笔提现等待您确认
    .sms = 请在 App 中确认提现 { $amount }。如非本人操作，请立即在 App 中处理
    .more = 如非本人操作，请勿确认，并立即采取措施保护账户安全
    .count = { $count } 笔待确认提现
    .withdrawal_id = 提现 ID
    .address_short = 收款地址
    .address_short-sms = 收款地址
    .network = 网络

withdrawal_requested = 您的账户已提交 { $amount } 提现申请
    .title = 提现申请已提交
    .subject = 提现申请已提交：{ $amount }
    .short = 该申请由您的账户提交
    .sms = 提现申请已提交：{ $amount }。如非本人操作，请立即在 App 中处理
    .more = 如非本人操作，请立即采取措施保护账户安全
    .count = { $count } 笔提现申请
    .withdrawal_id = 提现 ID
    .address_short = 收款地址
    .address_short-sms = 收款地址
    .network = 网络
    .available_at = 最早发送时间

withdrawal_sent = 您的 { $amount } 提现已发送
    .title = 提现已发送
    .subject = 提现已发送：{ $amount }
    .short = 正在等待网络确认
    .sms = 提现已发送：{ $amount }
    .count = { $count } 笔已发送提现
    .withdrawal_id = 提现 ID
    .tx_id = 交易哈希
    .network = 网络

withdrawal_completed = 您的 { $amount } 提现已完成
    .title = 提现已完成
    .subject = 提现已完成：{ $amount }
    .short = 已在网络上确认
    .sms = 提现已完成：{ $amount }
    .count = { $count } 笔已完成提现
    .withdrawal_id = 提现 ID
    .tx_id = 交易哈希
    .network = 网络

withdrawal_failed = 您的 { $amount } 提现失败
    .title = 提现失败
    .subject = 提现失败：{ $amount }
    .short = 该笔提现未能完成
    .sms = 提现失败：{ $amount }
    .count = { $count } 笔失败提现
    .withdrawal_id = 提现 ID
    .reason = 原因
    .reason-sms = 原因

# $from_account and $to_account are names such as Spot
transfer_completed = { $amount } 已从 { $from_account } 划转至 { $to_account }
    .title = 划转成功
    .subject = 划转成功：{ $amount }
    .short = 从 { $from_account } 到 { $to_account }
    .sms = 划转成功：{ $amount }，从 { $from_account } 到 { $to_account }
    .count = { $count } 笔划转
    .transfer_id = 划转 ID

login_from_new_device = 您的账户在新设备上登录：{ $device }
    .title = 新设备登录
    .short = 您的账户在 { $device } 上登录
    .sms = 您的账户在新设备上登录：{ $device }。如非本人操作，请立即在 App 中处理
    .more = 如非本人操作，请立即采取措施保护账户安全
    .count = { $count } 次新设备登录
    .country = 国家/地区
    .country-sms = 国家/地区
    .city = 城市
    .city-sms = 城市
    .ip_masked = IP 地址

password_changed = 您的账户密码已更改
    .title = 密码已更改
    .short = 您的账户密码已更改
    .sms = 您的账户密码已更改。如非本人操作，请立即在 App 中处理
    .more = 如非本人操作，请立即采取措施保护账户安全
    .count = { $count } 次密码更改
    .device = 设备
    .device-sms = 设备
    .country = 国家/地区
    .country-sms = 国家/地区

two_factor_changed = { $change ->
        [enabled] 您的账户已启用双重验证
        [disabled] 您的账户已停用双重验证
       *[replaced] 您的账户已更换双重验证方式
    }
    .title = { $change ->
        [enabled] 双重验证已启用
        [disabled] 双重验证已停用
       *[replaced] 双重验证方式已更换
    }
    .short = { $change ->
        [enabled] 您的账户现需通过双重验证
        [disabled] 您的账户不再受双重验证保护
       *[replaced] 您的账户现使用另一种验证方式
    }
    .sms = { $change ->
        [enabled] 您的账户已启用双重验证
        [disabled] 您的账户已停用双重验证
       *[replaced] 您的账户已更换双重验证方式
    }。如非本人操作，请立即在 App 中处理
    .more = 如非本人操作，请立即采取措施保护账户安全
    .count = { $count } 次双重验证变更
    .method = 验证方式
    .method-sms = 验证方式

api_key_created = 您的账户已创建新的 API 密钥
    .title = API 密钥已创建
    .short = 您的账户已创建新的 API 密钥
    .sms = 您的账户已创建新的 API 密钥。如非本人操作，请立即在 App 中处理
    .more = 如非本人操作，请立即采取措施保护账户安全
    .count = { $count } 个新 API 密钥
    .label = 名称
    .label-sms = 名称
    .permissions = 权限

withdrawal_address_added = 您的账户已添加 { $asset } 提现地址
    .title = 提现地址已添加
    .subject = 提现地址已添加：{ $asset }
    .short = 您的账户已添加新的提现地址
    .sms = 您的账户已添加 { $asset } 提现地址。如非本人操作，请立即在 App 中处理
    .more = 如非本人操作，请立即采取措施保护账户安全
    .count = { $count } 个新提现地址
    .label = 名称
    .label-sms = 名称
    .address_short = 地址
    .address_short-sms = 地址
    .usable_from = 可用时间

account_frozen = 您的账户已被冻结
    .title = 账户已冻结
    .short = 您的账户已被交易所冻结
    .sms = 您的账户已被冻结。如有疑问，请联系客服
    .more = 如有疑问，请立即联系客服
    .count = { $count } 次账户冻结
    .freeze_id = 案件编号
    .reason = 原因
    .reason-sms = 原因
    .until = 冻结至

p2p_payment_marked = 您的 P2P 交易对方已标记付款：{ $amount }
    .title = P2P 对方已标记付款
    .subject = P2P 对方已标记付款：{ $amount }
    .short = 请核实款项是否到账
    .sms = P2P 交易对方已标记付款 { $amount }。请确认到账后再放币
    .more = 请务必确认款项到账后再放币
    .count = { $count } 笔 P2P 付款
    .trade_id = 订单号
    .counterparty = 交易对方
    .counterparty-sms = 交易对方

p2p_dispute_opened = 您的 P2P 交易已进入申诉流程
    .title = P2P 交易申诉
    .short = 您的 P2P 交易已进入申诉流程
    .sms = 您的 P2P 交易已进入申诉流程，请在 App 中处理
    .more = 请在 App 中处理
    .count = { $count } 笔 P2P 申诉
    .trade_id = 订单号
    .reason = 原因

card_authorised = 您在 { $merchant } 的卡支付已成功：{ $amount }
    .title = 卡支付成功
    .subject = 卡支付成功：{ $amount }
    .short = 商户：{ $merchant }
    .sms = 卡支付成功：{ $amount }，商户 { $merchant }
    .count = { $count } 笔卡支付
    .authorisation_id = 支付 ID

card_declined = 您在 { $merchant } 的卡支付被拒绝：{ $amount }
    .title = 卡支付被拒绝
    .subject = 卡支付被拒绝：{ $amount }
    .short = 商户：{ $merchant }
    .sms = 卡支付被拒绝：{ $amount }，商户 { $merchant }
    .count = { $count } 笔被拒卡支付
    .authorisation_id = 支付 ID
    .reason = 原因
    .reason-sms = 原因

copy_stopped = 您对 { $leader } 的跟单已停止
    .title = 跟单已停止
    .subject = 跟单已停止：{ $leader }
    .short = 您已不再跟随该带单员
    .sms = 跟单已停止：{ $leader }
    .count = { $count } 次跟单停止
    .reason = 原因
    .realized_pnl = 已实现盈亏
    .realized_pnl-sms = 盈亏

# $amount was locked and is free again
earn_matured = 您的理财产品已到期，{ $amount } 现可使用
    .title = 理财产品已到期
    .subject = 理财产品已到期：{ $amount }
    .short = 本金现可使用
    .sms = 理财产品已到期：{ $amount } 现可使用
    .count = { $count } 个理财产品到期
    .product_id = 产品 ID
    .reward = 收益
    .reward-sms = 收益

contract_expiring = { $symbol } 将于 { $expires_at } 到期
    .title = 合约即将到期
    .subject = 合约即将到期：{ $symbol }
    .short = 将于 { $expires_at } 到期
    .sms = 合约即将到期：{ $symbol }，{ $expires_at }
    .count = { $count } 个合约即将到期
    .settlement_price = 预估交割价
    .settlement_price-sms = 预估交割价

trading_halted = { $symbol } 已暂停交易
    .title = 暂停交易
    .subject = 暂停交易：{ $symbol }
    .short = 订单暂时无法成交
    .sms = 暂停交易：{ $symbol }
    .count = { $count } 次暂停交易
    .reason = 原因
    .until = 预计恢复时间
    .until-sms = 预计恢复

trading_resumed = { $symbol } 已恢复交易
    .title = 恢复交易
    .subject = 恢复交易：{ $symbol }
    .short = 订单已可正常成交
    .sms = 恢复交易：{ $symbol }
    .count = { $count } 次恢复交易

delisting = { $symbol } 将下架，交易将于 { $trading_ends_at } 结束
    .title = 下架通知
    .subject = 下架通知：{ $symbol }
    .short = 交易将于 { $trading_ends_at } 结束
    .sms = { $symbol } 将下架，交易将于 { $trading_ends_at } 结束
    .count = { $count } 条下架通知
    .withdrawals_end_at = 提现截止时间

margin_requirements_changed = { $symbol } 的维持保证金率将于 { $effective_at } 调整
    .title = 维持保证金率调整
    .subject = 维持保证金率调整：{ $symbol }
    .short = 将于 { $effective_at } 调整
    .sms = { $symbol } 的维持保证金率将于 { $effective_at } 调整
    .count = { $count } 次维持保证金率调整
    .old_percent = 调整前维持保证金率（%）
    .old_percent-sms = 调整前（%）
    .new_percent = 调整后维持保证金率（%）
    .new_percent-sms = 调整后（%）

maintenance = 系统维护时间：{ $starts_at } 至 { $ends_at }
    .title = 系统维护通知
    .short = { $starts_at } 至 { $ends_at }
    .sms = 系统维护：{ $starts_at } 至 { $ends_at }
    .count = { $count } 条维护通知
    .scope = 影响范围

# $title and $body are the exchange's own texts
incident = { $title }：{ $body }
    .title = { $state ->
        [open] 故障通知
        [update] 故障进展
       *[resolved] 故障已解决
    }
    .subject = { $state ->
        [open] 故障通知：{ $title }
        [update] 故障进展：{ $title }
       *[resolved] 故障已解决：{ $title }
    }
    .short = { $body }
    .sms = { $state ->
        [open] 故障通知：{ $title }
        [update] 故障进展：{ $title }
       *[resolved] 故障已解决：{ $title }
    }
    .count = { $count } 条故障通知
    .incident_id = 故障编号

# $title and $body are the exchange's own texts
announcement = { $title }：{ $body }
    .title = 公告
    .subject = { $title }
    .short = { $body }
    .sms = 公告：{ $title }
    .count = { $count } 条公告
    .link = 查看详情

kyc_approved = 您的身份认证已通过
    .title = 身份认证已通过
    .short = 您的认证申请已通过审核
    .sms = 您的身份认证已通过
    .count = { $count } 次身份认证通过
    .case_id = 申请编号

kyc_action_needed = 您的身份认证需要您进一步操作
    .title = 身份认证：需要您操作
    .short = 您的身份认证尚未完成
    .sms = 请在 App 中完成身份认证
    .more = 请在 App 中完成
    .count = { $count } 条身份认证待办
    .case_id = 申请编号
    .reason = 原因
    .due_by = 截止时间

source_of_funds_needed = 我们需要您提供资金来源证明
    .title = 请提供资金来源证明
    .short = 我们需要您提供资金来源证明
    .sms = 请在 App 中提交资金来源证明
    .more = 请在 App 中提交
    .count = { $count } 条资金来源证明请求
    .case_id = 申请编号
    .due_by = 截止时间

fee_tier_changed = 您的费率等级已变更为 { $tier }
    .title = 费率等级变更
    .subject = 费率等级变更：{ $tier }
    .short = 您的交易将适用新费率
    .sms = 您的费率等级已变更为 { $tier }
    .count = { $count } 次费率等级变更
    .maker_fee_percent = 挂单费率（%）
    .maker_fee_percent-sms = 挂单（%）
    .taker_fee_percent = 吃单费率（%）
    .taker_fee_percent-sms = 吃单（%）

# $period is a text such as 2026-10
statement_ready = 您的账户结单（{ $period }）已生成
    .title = 账户结单已生成
    .subject = 账户结单已生成：{ $period }
    .short = 您可以在 App 中下载
    .sms = 账户结单已生成：{ $period }
    .count = { $count } 份账户结单

# $period is a text such as 2026
tax_report_ready = 您的税务报告（{ $period }）已生成
    .title = 税务报告已生成
    .subject = 税务报告已生成：{ $period }
    .short = 您可以在 App 中下载
    .sms = 税务报告已生成：{ $period }
    .count = { $count } 份税务报告

# The trader asked for it
delivery_test = 这是一条测试通知，您可以在此收到通知
    .title = 测试通知
    .short = 您可以在此收到通知
    .sms = 这是一条测试通知，您可以在此收到通知
    .count = { $count } 条测试通知

staking_reward = 您通过质押获得{ $amount }
    .title = 质押奖励
    .subject = 质押奖励：{ $amount }
    .short = 通过质押获得
    .sms = 质押奖励：{ $amount }
    .count = { $count } 笔质押奖励
    .apr_percent = 年化收益率（%）
    .reward_id = 奖励编号
