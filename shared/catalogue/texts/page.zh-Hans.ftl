# The Chinese texts of the trader's page. The format is in ../README.md; page.en.ftl says what the
# variables are.

# The whole page
page-title = 交易控制台
skip = 跳到正文
start-failed = 控制台无法启动。请重新加载页面。
cancel = 取消
close = 关闭
undo = 撤销
dismiss = 关闭
messages-label = 消息
problems-label = 问题
load-failed = 无法加载。请重试。
loading-alerts = 正在加载提醒…

# The two places of a local system, and the parts of the app
places-label = 页面
places-app = 交易者应用
places-simulator = 模拟器
jump-label = 本页内容

# What a first visitor reads; $lead and $link are the messages with these endings
welcome-label = 从这里开始
welcome-close = 知道了，不再显示
welcome = { $lead }在图表上设置提醒，并在{ $link }中选择哪些通知以何种方式送达。
welcome-lead = 您的通知，实时显示。
welcome-link = 设置
welcome-app = { $lead }在图表上设置提醒，或打开{ $link }让该交易者被强制平仓。
welcome-app-lead = 一位交易者的应用，实时显示。
welcome-app-link = 模拟器
welcome-simulator = { $lead }发送一次强制平仓，看看它会送达哪里：本页消息、手机和邮件。
welcome-simulator-lead = 您就是交易所。

# The footer; the name of TradingView, Inc. follows
foot-charts = 图表：TradingView Lightweight Charts™，版权所有 ©
foot-notice = 声明
foot-licence = 许可

# The connection, in the header
connection-title = 接收通知的连接
connection-starting = 正在启动…
connection-system = 系统正在启动…
connection-failed = 未启动
connection-connecting = 正在连接…
connection-open = 正在同步…
connection-synced = 实时
connection-offline = 离线
connection-closed = 已退出
connection-waiting = 正在重新连接…
connection-waiting-for = { $seconds } 秒后重新连接
connection-said-synced = 连接正常
connection-said-waiting = 连接已断开，正在重新连接
connection-said-offline = 您处于离线状态

# The theme
theme-auto = 主题：跟随系统
theme-light = 主题：浅色
theme-dark = 主题：深色

# Times and spans; $days and the like are whole numbers, $number may have a fraction
clock-at = { $time }
span-ms = { $number } 毫秒
span-s = { $number } 秒
span-min-s = { $minutes } 分 { $seconds } 秒
span-min = { $minutes } 分钟
span-h-min = { $hours } 小时 { $minutes } 分钟
span-h = { $hours } 小时
span-d = { $days } 天

# Channels, as they are called in a list and in a sentence
channel-websocket = 应用内
channel-push = 推送
channel-telegram = Telegram
channel-email = 邮件
channel-sms = 短信

# Why a delivery is in its state
reason-disabled = 您已关闭此类通知。
reason-not_chosen = 您没有选择此渠道。
reason-threshold = 未低于您设置的阈值。
reason-min_score = 低于您设置的最小值。
reason-no_contact = 没有可发送的地址、设备或聊天。
reason-channel_not_deployed = 本系统不提供此渠道。
reason-superseded = 已被更新的消息取代。
reason-already_notified = 不久前已通知过您同样的内容。
reason-over_cap = 此渠道的额度已用完。
reason-country_not_allowed = 不向该号码所在国家发送短信。
reason-quiet_hours = 等待免打扰时段结束。
reason-snoozed = 等待暂停结束。
reason-backfill = 这是过去的消息，仅显示在收件箱中。

# Why a channel would not reach the trader
unreachable-no_contact-push = 没有已登记的设备。
unreachable-no_contact-telegram = 没有绑定 Telegram 聊天。
unreachable-no_contact-email = 您的账户没有邮箱地址，或邮件被退回。
unreachable-no_contact-sms = 您的账户没有手机号。
unreachable-not_chosen-push = 您没有为此类别选择推送。
unreachable-not_chosen-telegram = 您没有为此类别选择 Telegram。
unreachable-not_chosen-email = 您没有为此类别选择邮件。
unreachable-not_chosen-sms = 短信仅用于紧急事件。
unreachable-quiet_hours = 免打扰时段：将等到时段结束。紧急事件仍会送达。
unreachable-snoozed = 已暂停：将等到暂停结束。紧急事件仍会送达。
unreachable-disabled = 此类别的所有事件均已关闭。

# The states of a delivery
state-pending = 等待中
state-deferred = 已推迟
state-retrying = 重试中
state-acked = 已确认
state-not_needed = 无需发送
state-accepted = 已接收
state-unknown = 未知
state-expired = 已过期
state-suppressed = 未发送
state-dead_lettered = 无法送达
dismissal-dismissal_requested = 已请求隐藏

# The results of one attempt
result-accepted = 已接收
result-gone = 已不存在
result-refused = 被拒绝
result-throttled = 被限流
result-timeout = 无应答
result-error = 错误
result-routed = 已分发

# Where a notification was seen
seen = 已查看
seen-websocket = 已在应用中查看
seen-push = 已在手机上查看
seen-telegram = 已在 Telegram 中查看
seen-email = 已通过邮件查看
seen-sms = 已通过短信查看
# $seen is one of these
seen-at = { $time } { $seen }

# What went wrong, by the code of the server
problem = 操作未成功。
problem-bad_type = 本地服务器只接受 JSON。
problem-busy = 该操作正在进行。
problem-forbidden = 只有控制台本身可以执行此操作。
problem-starting = 系统仍在启动。
problem-bad_field = 有一个值无效。
problem-bad_json = 服务器无法读取请求。
problem-disconnected = 在收到应答前连接已断开。
problem-closed = 您已退出登录。
problem-internal = 服务器出现问题。请重试。
problem-limit_reached = 已达到数量上限。请先删除一个。
problem-missing_field = 缺少一个值。
problem-not_found = 它已不存在。
problem-timeout = 服务器未及时应答。
problem-too_large = 内容过长。
problem-too_many_requests = 短时间内请求过多。请稍候。
problem-unauthorized = 服务器未接受该令牌。
problem-unavailable = 服务器暂不可用。
problem-unknown_action = 服务器不支持此操作。
problem-unreachable = 无法连接服务器。
problem-version_conflict = 期间已在别处更改。

# What is wrong with a field
field-time = 时间须在 00:00 到 23:59 之间。
field-switch = 此项为开或关。
field-number = 此项是 { $least } 到 { $most } 的数字。
field-range = { $least } 到 { $most }。
field-channels = 此处至少需要一个应用以外的渠道。
field-alert-condition = 请选择触发条件。
field-alert-cooldownSeconds = 冷却时间为整数秒，最长一天。
field-alert-expiresAt = 结束时间须在将来。
field-alert-note = 备注最多 280 个字符，且须可发送。
field-alert-rearmPercent = 回撤幅度为 0 到 50 的百分比。
field-alert-targetPrice = 无法在此价格设置提醒。
field-preferences-language = 不支持此语言。
field-preferences-lockScreen = 请选择锁屏显示的内容。
field-preferences-quietHours = 开始与结束须不同，且在 00:00 到 23:59 之间。
field-preferences-timeZone = 未知的时区：请输入如 Europe/Berlin 的时区。

# Why an event was rejected
rejection = 因 { $code } 被拒绝：{ $why }。
rejection-at = { $field } 因 { $code } 被拒绝：{ $why }。
rejection-other = 无法读取
rejection-bad_json = 不是 JSON 对象
rejection-unknown_type = 没有此类事件
rejection-missing_field = 缺少字段
rejection-bad_field = 有字段无法读取
rejection-too_large = 超过 32 KiB
rejection-future_timestamp = 发生时间超前 5 分钟以上

# Numbers that are typed; $ways are numbers, joined by "or"
number-empty = 请输入数字。
number-none = 这不是数字：请按 { $example } 的写法输入。
number-other-rules = 按{ $language }的写法这不是数字。请输入 { $ways }。
number-ambiguous = 这有两种读法。请输入 { $ways }。
number-rules = 数字按{ $language }的写法读取。

# The market
market = 行情
market-last-price = 最新价：
market-chart-of = { $symbol } 价格及提醒价位
market-chart-not-loaded = 无法加载图表。请重新加载页面。
market-hint = 拖动价位可移动，双击可添加。
market-zone = 时间均为 { $zone } 时间。
market-waiting = 等待价格…
market-no-feed = 此处没有价格数据
market-live = 价格实时
market-stopped = 价格于 { $time } 停止
market-none = 没有价格
market-stale = 交易所通知：价格已停止
market-follow = 关注
market-follow-hint = 交易所关于 { $symbol } 的公告
market-follow-failed = 未更改：{ $problem }

# Alerts
alert-add = + 价格提醒
alert-levels = 提醒价位
alert-all = 所有市场
alert-empty = 还没有提醒。双击图表或添加一个。
alert-state-armed = 已启用
alert-state-waiting = 等待中
alert-state-paused = 已暂停
alert-state-fired = 已触发
alert-state-expired = 已过期
alert-state-saving = 保存中
alert-level = 提醒价位
alert-value = { $condition ->
        [above] 高于 { $price }，{ $state }
       *[below] 低于 { $price }，{ $state }
    }
alert-price-label = { $condition ->
        [above] 高于 { $price } 的提醒价格
       *[below] 低于 { $price } 的提醒价格
    }
alert-down = 下移 { $price } 的提醒
alert-up = 上移 { $price } 的提醒
alert-delete = 删除 { $price } 的提醒
alert-pause = 暂停 { $price } 的提醒
alert-resume = 恢复 { $price } 的提醒
alert-again = 再次启用
alert-again-label = 再次启用 { $price } 的提醒
alert-fired = { $time } 在 { $price } 触发
alert-recurring = 重复，最多每 { $span } 一次
alert-once = 一次
alert-until = 到 { $time }
alert-reading = 读作 { $price }。按回车键移到该价位。
alert-decimals = 此处价格最多 { $count } 位小数。
alert-deleted = 已删除 { $price } 的提醒。
alert-not-created = 未能创建提醒：{ $problem }
alert-not-restored = 未能恢复提醒：{ $problem }
alert-not-moved = 未能移到 { $price }：{ $problem }
alert-not-deleted = 未能删除：{ $problem }
alert-not-paused = 未能暂停：{ $problem }
alert-not-resumed = 未能恢复：{ $problem }
alert-not-read = 无法读取提醒：{ $problem }
alert-demo-note = 演示：接近当前价格，很快会触发
alert-demo-failed = 未能创建演示提醒：{ $problem }

# The form of a new alert; $symbol and $zone are elements
new-title = { $symbol } 的新提醒
new-price = 价格
new-fires = 触发条件
new-by-price = 按当前价格
new-above = 达到或高于
new-below = 达到或低于
new-percents = 相对当前价格
new-recurring = 重复触发
new-cooldown = 冷却时间（秒）
new-rearm = 回撤幅度（%）
new-until = 截止（可选，{ $zone } 时间）
new-note = 备注（可选）
new-create = 创建提醒
new-create-at = 在 { $price } 创建提醒
new-fires-at = { $condition ->
        [above] 价格达到或高于 { $price } 时触发。
       *[below] 价格达到或低于 { $price } 时触发。
    }
new-no-price = 价格未知：请选择触发条件。
new-no-price-at = { $price }。价格未知：请选择触发条件。
new-decimals = { $symbol } 的价格最多 { $count } 位小数。

# The rules of levels
level-zero = 价位须大于零。
level-digits = 价位的整数部分最多 { $count } 位。
level-factor = 价位最高为当前价格 { $price } 的一千倍。
level-twice-title = 您已有此提醒
level-twice = { $condition ->
        [above] 已启用达到或高于 { $price } 的提醒。再建一个会重复通知您。
       *[below] 已启用达到或低于 { $price } 的提醒。再建一个会重复通知您。
    }
level-twice-yes = 仍然创建
level-far-title = 与价格相距较远
level-far = { $condition ->
        [above] 提醒将在达到或高于 { $price } 时触发。
       *[below] 提醒将在达到或低于 { $price } 时触发。
    }
level-far-by = { $direction ->
        [lower] 当前价格为 { $price }，该价位低 { $percent }%。
       *[higher] 当前价格为 { $price }，该价位高 { $percent }%。
    }
level-far-yes = 在 { $price } 创建

# The alerts on all markets
overview-title = 所有市场的提醒
overview-empty = 任何市场都没有提醒。
overview-show = 显示 { $symbol }
overview-delete = 删除 { $symbol } 在 { $price } 的提醒
overview-deleted = { $symbol }：已删除 { $price } 的提醒。

# What would reach the trader
reach-title = 哪些通知能送达
reach-when = 查看哪个时间？
reach-time = 时间
reach-table = 重要事件可送达的渠道
reach-channel = 渠道
reach-now = 现在
reach-then = { $time }
reach-zone = { $time }，{ $zone }
reach-yes = 可送达
reach-no = 静默
reach-summary = { $time } 的重要事件可通过{ $channels }送达。
reach-silent = { $time } 只有紧急事件会打扰您。
reach-not-read = 无法读取送达情况：{ $problem }
devices-title = 设备
devices-none = 没有登记手机，因此无法推送。
devices-remove = 移除
devices-remove-label = 移除设备 { $device }（{ $platform }）
devices-not-removed = 未能移除设备：{ $problem }
devices-since = 登记于 { $time }
devices-register = 登记演示手机
devices-not-registered = 未能登记手机：{ $problem }
platform-ios = iPhone
platform-android = 安卓手机
platform-web = 浏览器
telegram-title = Telegram
telegram-link = 绑定 Telegram
telegram-unlink = 解绑
telegram-none = 没有绑定聊天。
telegram-unclear = 已绑定，或未在此类别中选择。
telegram-linked = 已绑定聊天。
telegram-not-linked = 未能绑定 Telegram：{ $problem }
telegram-not-unlinked = 未能解绑 Telegram：{ $problem }
# $bot is a link with the text of telegram-bot, $code a command
telegram-code = 打开{ $bot }，并在 { $minutes } 分钟内发送 { $code }。
telegram-bot = 机器人

# The test notification
test-title = 测试
test-send = 发送测试通知
test-sms = 同时发送短信
test-limit = 每 10 分钟可发送一次测试。请稍后再试。
test-not-loaded = 无法加载测试。请重试。
test-table = 测试通知的结果
test-accepted = 接收
test-seen = 查看
test-not-sent = 未发送
test-sending = 正在发送…
test-waiting = 已发送。等待各渠道…
test-unseen = 已发送。尚未查看。
test-not-read = 无法读取结果：{ $problem }
test-refused = 未发送。{ $problem }
# $text is a state with its reason, $result that of the last attempt
test-attempt = { $text }（{ $time } { $result }）

# The timeline
timeline-title = 时间线
timeline-of = 时间线：{ $notification }
timeline-follow = 跟随最新
timeline-empty = 还没有通知。最新通知的送达过程会显示在此处。
timeline-problem = 没有 { $id } 的信息：{ $problem }
timeline-missing = 没有通知 { $id }。
timeline-chart = 时间轴上的各环节
timeline-chart-label = 自事件发生起各环节的时间轴；下表内容相同。
timeline-table = 通知的各环节
timeline-hop = 环节
timeline-at = 时间
timeline-since = 距事件
timeline-took = 耗时
timeline-result = 结果
timeline-route = 交易所 → 已分发
timeline-occurred = 发生
timeline-at-exchange = 在交易所
timeline-routed = 分发
timeline-from-queue = 从队列取出
timeline-until = 到 { $time }
timeline-socket = { $channel }，连接 { $number }
timeline-try = { $channel }，第 { $number } 次
timeline-ack = 确认
timeline-ack-after = 确认 { $span }
timeline-no-ack = 尚未

# Where a notification leads
follow-elsewhere = 这会打开交易所应用中的 { $link }，不在本页内。
follow-details = 送达详情

# Signing in
sign-in = 登录
sign-in-text = 此控制台使用您交易所的令牌。在您退出或关闭此标签页之前，令牌保存在本标签页中。
sign-in-token = 令牌
sign-in-no-token = 这不是令牌：令牌由点号分隔的三部分组成。
sign-in-refused = 服务器未接受该令牌。它可能已过期。
sign-in-as = 当前登录
sign-in-failed = 无法以 { $trader } 登录：本地服务器没有应答。
sign-out = 退出登录
sign-out-elsewhere = 您已在另一个标签页退出登录。
link-unreadable = 链接中的令牌无法读取，已忽略。
link-title = 以其他人身份登录？
link-text = 此链接将以 { $trader } 登录。您当前以 { $user } 登录。
link-warning = 如果这不是您预期的，请留下。
link-yes = 以 { $trader } 登录
link-no = 保持 { $user }
leave-title = 未保存的设置
leave-text = { $user } 有未保存的设置更改，将会丢失。
leave-yes = 放弃更改
leave-no = 留下

# The demo traders' devices
demo-bot-silent = 机器人没有应答。
demo-failed = 无法设置演示手机：{ $problem }

# The preferences
preferences = 设置
preferences-table = 通知内容与送达渠道
preferences-conflict = 冲突
preferences-section = 事件
preferences-on = 开启
preferences-always = 始终
preferences-always-title = 始终开启
preferences-mandatory = 无法关闭
preferences-sms-title = 短信仅用于 P0
preferences-on-label = { $section }：开启
preferences-channel-label = { $section }：{ $channel }
preferences-option-label = { $section }：{ $option }
preferences-discard = 放弃
preferences-save = 保存
preferences-not-read = 无法读取：{ $problem }
preferences-account = 与账户一致
preferences-changes = { $count } 项更改未保存
preferences-not-saved = 未保存
preferences-saving = 正在保存…
preferences-saved = 已保存为版本 { $version }
preferences-saved-with = 已与别处的更改一起保存为版本 { $version }：{ $places }
preferences-refused = 未保存：{ $problem }
preferences-refused-at = 未保存：{ $place }：{ $problem }
preferences-shown = 正在显示版本 { $version }
preferences-zone = { $zone }
preferences-zone-account = { $zone }（您账户的时区）
preferences-zone-browser = { $zone }（此浏览器的时区；您的账户可能不同）

# Places of the preferences, as a sentence about a conflict names them
place-timeZone = 时区
place-language = 语言
place-quietHours = 免打扰时段
place-lockScreen = 锁屏
place-enabled = 开启
place-channels = 渠道
place-from = 开始
place-to = 结束
value-none = 无
value-yes = 是
value-no = 否
value-account = 与账户一致

# The preferences were changed in two places
conflict-title = 期间已在别处更改
conflict-text = 您的另一个标签页或设备已保存版本 { $version }。两处都更改了以下内容：
conflict-table = 不同之处
conflict-setting = 设置项
conflict-theirs = 别处
conflict-yours = 此处
conflict-take = 采用别处的
conflict-save = 用我的覆盖
conflict-status = 未保存：期间已在别处更改

# The groups of the preferences; $count sections, of which $off are switched off
group-trades = 交易
group-funds = 资金
group-alerts = 提醒
group-security = 安全
group-news = 资讯
group-summary = { $off ->
        [0] { $count } 类，全部开启
       *[other] { $count } 类，{ $off } 类关闭
    }

# What a section would send; $language is the name of a language in itself
preview = 预览
preview-of = 预览：{ $section }
preview-examples = 示例
preview-hint = { $language }示例。灰色内容在您选择该渠道后发送。
preview-hint-off = { $language }示例。目前已关闭，不会发送。
preview-not-chosen = 未选择
preview-not-loaded = 无法加载预览。请重试。

# A change after which the trader hears less of what is critical; $lost and $kept are lists of channels
weakening-title = 减少紧急通知？
weakening-notice = 此更改的安全通知将发送到您的所有联系方式。
weakening-yes = 保存
weakening-no = 不保存
weakening-off = { $section }：关闭。任何渠道（包括应用）都不再通知您。
weakening-in-app = { $section }：仅在应用内。本页和应用都关闭时不会通知您。
weakening-lost = { $section }：不再通过{ $lost }，仍通过{ $kept }。
weakening-lowered = { $section }：{ $option }：由 { $before } 改为 { $after }。您会更晚收到通知。

# Quiet hours and snooze
quiet-hours = 免打扰时段
quiet-hint = 此时段内只有紧急事件会打扰您，其余等到时段结束。
quiet-clock = 24 小时表盘上的免打扰时段
quiet-from = 免打扰开始
quiet-to = 免打扰结束
quiet-for = 免打扰 { $span }
quiet-field-from = 开始
quiet-field-to = 结束
snooze = 暂停通知
snooze-hour = 1 小时
snooze-tomorrow = 到明天 { $time }
snooze-off = 关闭
snooze-is-off = 未暂停。P0 始终会打扰您。
snooze-until = 暂停到 { $time }。P0 仍会打扰您。
snooze-not-changed = 未更改：{ $problem }
time-zone = 时区
language-label = 语言
lock-screen = 锁屏
lock-screen-full = 显示全部
lock-screen-redacted = 隐藏金额和名称

# The simulator of the exchange
exchange = 扮演交易所
simulator-not-loaded = 无法加载模拟器。请重新加载页面。
exchange-preview = 预览所有文本
exchange-preview-title = 每种类型、每个渠道、每种语言
exchange-send = 发送事件
exchange-find = 查找事件
exchange-find-none = 没有此名称的事件。
exchange-happen = 制造情况
exchange-crash = 暴跌 20%
exchange-burst = 一次发送 500 条
exchange-drop = 断开连接
exchange-repeat = 重发上一条
exchange-busy = 繁忙的交易所：同时发生许多事
exchange-own = 使用您自己的数据
exchange-type = 类型
exchange-optional = 可选
exchange-expires = 有效期
exchange-expires-type = 按类型规定
exchange-publish = 发布
exchange-class-0 = 紧急
exchange-class-1 = 重要
exchange-class-2 = 资讯
exchange-sent = 已发送内容
exchange-sent-list = 最近发送的事件
exchange-timeline = 时间线
exchange-timeline-label = { $id } 的时间线
exchange-sending = 正在发送…
exchange-refused = 被拒绝：{ $problem }
exchange-sent-to = 已将 { $type } 发送到 { $queues }
exchange-falls = { $symbol } 在 { $seconds } 秒内下跌 20%
exchange-burst-sent = 已发送：{ $counts }
exchange-burst-count = { $queue } { $count } 条
exchange-closed = 服务器关闭了 { $count } 个连接
exchange-repeated = 已再次发送 { $id }：您应只看到一次
exchange-pace-busy = 许多事同时发生
exchange-pace-calm = 事件依次发生

# Faults of the providers; $fault is one of those below
faults = 服务商故障
faults-provider = 服务商
faults-kind = 表现
faults-seconds = 持续（秒）
faults-on = 开启
faults-off = 全部关闭
faults-list = 故障
faults-none = 所有服务商均有应答。
faults-unknown = 沙盒没有应答。
faults-cleared = 所有服务商恢复应答
faults-set = 从现在起 { $span }：{ $provider } { $fault }
faults-line = { $provider } { $fault }
faults-for = 持续 { $span }
faults-left = 剩余 { $count } 次
provider-push = FCM（推送）
provider-telegram = Telegram
fault-hang = 挂起（无应答）
fault-500 = 返回 500
fault-429 = 限流（429）
fault-503_delivered = 已送达但返回 503
fault-reset = 重置连接
fault-garbage = 返回无法解析的内容
fault-unregistered = 返回：未注册
fault-403 = 返回：已屏蔽（403）
fault-401 = 拒绝我们的凭据（401）
fault-invalid_argument = 返回：参数无效

# The trader's devices, as the simulator shows them
phones = 交易者设备上的显示
phones-problem = 无法显示设备：本地服务器没有应答。
phones-push = 推送消息
phones-telegram = Telegram 消息
phones-mails = 邮件
phones-bot = 交易所机器人
phones-exchange = 交易所
phones-silent = 静音
phones-no-push = 还没有推送
phones-no-messages = 还没有消息
phones-no-sms = 还没有短信。P0 在 20 秒内无人确认时会发送短信。
phones-no-mail = 还没有邮件。强制平仓和报告会发送到这里。
phones-all-mails = ‹ 所有邮件
phones-mail-to = 收件人 { $address }
phones-mail = 邮件：{ $subject }

# The inbox. $count is `0` to `100`, or `100+`; of -fold, $of is a symbol or the id of an order
inbox-notifications = 通知
inbox-bell = { $count ->
        [0] 通知，没有未读
       *[other] 通知，{ $count } 条未读
    }
inbox-unread-mark = 未读
inbox-mark-read = 标为已读
inbox-mark-unread = 标为未读
inbox-mark-all-read = 全部标为已读
inbox-archive = 归档
inbox-unarchive = 移回收件箱
inbox-close = 关闭
inbox-dismiss = 关闭
inbox-empty = 还没有内容
inbox-empty-hint = 您的订单和持仓动态会显示在此处。
inbox-load-older = 显示更早的
inbox-loading = 正在加载…
inbox-end = 没有更多了
inbox-failed = 操作未成功。
inbox-again = 重试
inbox-more = 还有 { $count } 条
inbox-priority-urgent = 紧急
inbox-priority-important = 重要
inbox-details = 送达详情
inbox-filter = 显示
inbox-filter-all = 全部
inbox-filter-unread = 未读
inbox-filter-trades = 交易
inbox-filter-funds = 资金
inbox-filter-alerts = 提醒
inbox-filter-security = 安全
inbox-filter-news = 资讯
inbox-filter-archived = 已归档
inbox-search = 按交易对搜索
inbox-no-match = 没有匹配项
inbox-fold = { $of } 还有 { $count } 条
inbox-side-buy = 买入
inbox-side-sell = 卖出
inbox-side-long = 做多
inbox-side-short = 做空
inbox-result = 盈亏
inbox-desktop = 桌面通知
inbox-sound = 声音
inbox-blocked = 您的浏览器已阻止通知。请在浏览器设置中为本页允许。

# Types whose titles are not always the same
type-contact_changed = 联系方式变更
type-daily_report = 每日报告
type-funding_paid = 资金费用结算
type-incident = 故障
type-preferences_weakened = 通知减少
type-price_feed = 价格数据
type-stop_triggered = 止损止盈触发
type-two_factor_changed = 两步验证变更
type-weekly_pnl_report = 每周报告
