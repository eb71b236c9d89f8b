# The Arabic texts of the trader's page. The format is in ../README.md; page.en.ftl says what the
# variables are.

# The whole page
page-title = منصة المتداول
skip = الانتقال إلى المحتوى
start-failed = تعذّر تشغيل الصفحة. أعد تحميلها.
cancel = إلغاء
close = إغلاق
undo = تراجع
dismiss = إخفاء
messages-label = الرسائل
problems-label = المشكلات
load-failed = تعذّر التحميل. حاول مرة أخرى.
loading-alerts = جارٍ تحميل التنبيهات…

# The two places of a local system, and the parts of the app
places-label = الأقسام
places-app = تطبيق المتداول
places-simulator = المحاكي
jump-label = في هذه الصفحة

# What a first visitor reads; $lead and $link are the messages with these endings
welcome-label = من أين تبدأ
welcome-close = فهمت، لا تعرضه مجددًا
welcome = { $lead } اضبط تنبيهًا على الرسم البياني، واختر من { $link } ما يصلك وأين.
welcome-lead = إشعاراتك مباشرة.
welcome-link = التفضيلات
welcome-app = { $lead } اضبط تنبيهًا على الرسم البياني، أو افتح { $link } ونفّذ تصفية لمركز المتداول.
welcome-app-lead = تطبيق متداول، مباشرة.
welcome-app-link = المحاكي
welcome-simulator = { $lead } أرسل تصفية وشاهد أين تصل: كرسالة هنا وعلى الهاتف وبالبريد الإلكتروني.
welcome-simulator-lead = أنت المنصة.

# The footer; the name of TradingView, Inc. follows
foot-charts = الرسوم البيانية: TradingView Lightweight Charts™، حقوق النشر ©
foot-notice = إشعار
foot-licence = الترخيص

# The connection, in the header
connection-title = الاتصال الذي تصل عبره إشعاراتك
connection-starting = جارٍ البدء…
connection-system = النظام قيد التشغيل…
connection-failed = لم يبدأ
connection-connecting = جارٍ الاتصال…
connection-open = جارٍ التحديث…
connection-synced = مباشر
connection-offline = غير متصل
connection-closed = تم تسجيل الخروج
connection-waiting = جارٍ إعادة الاتصال…
connection-waiting-for = إعادة الاتصال خلال { $seconds } ث
connection-said-synced = الاتصال: مباشر
connection-said-waiting = انقطع الاتصال، جارٍ إعادة الاتصال
connection-said-offline = أنت غير متصل بالإنترنت

# The theme
theme-auto = المظهر: حسب النظام
theme-light = المظهر: فاتح
theme-dark = المظهر: داكن

# Times and spans; $days and the like are whole numbers, $number may have a fraction
clock-at = الساعة { $time }
span-ms = { $number } م.ث
span-s = { $number } ث
span-min-s = { $minutes } د { $seconds } ث
span-min = { $minutes } د
span-h-min = { $hours } س { $minutes } د
span-h = { $hours } س
span-d = { $days } يوم

# Channels, as they are called in a list and in a sentence
channel-websocket = داخل التطبيق
channel-push = إشعار فوري
channel-telegram = Telegram
channel-email = البريد الإلكتروني
channel-sms = رسالة نصية

# Why a delivery is in its state
reason-disabled = لقد أوقفت هذا النوع.
reason-not_chosen = لم تختر هذه القناة.
reason-threshold = القيمة ليست أقل من الحد الذي حددته.
reason-min_score = القيمة أقل من الحد الأدنى الذي حددته.
reason-no_contact = لا يوجد عنوان أو جهاز أو محادثة للإرسال إليها.
reason-channel_not_deployed = هذا النظام لا يوفر هذه القناة.
reason-superseded = حلّ محلّه ما هو أحدث.
reason-already_notified = تم إبلاغك بالأمر نفسه قبل قليل.
reason-over_cap = نفدت حصة هذه القناة.
reason-country_not_allowed = لا تُرسل رسائل نصية إلى بلد هذا الرقم.
reason-quiet_hours = ينتظر انتهاء ساعات الهدوء.
reason-snoozed = ينتظر انتهاء الإيقاف المؤقت.
reason-backfill = حدث سابق، ويظهر في صندوق الإشعارات فقط.

# Why a channel would not reach the trader
unreachable-no_contact-push = لا يوجد جهاز مسجّل.
unreachable-no_contact-telegram = لا توجد محادثة Telegram مرتبطة.
unreachable-no_contact-email = ليس في حسابك بريد إلكتروني، أو ارتدّت الرسائل إليه.
unreachable-no_contact-sms = ليس في حسابك رقم هاتف.
unreachable-not_chosen-push = لم تختر الإشعار الفوري لأي شيء من هذه الفئة.
unreachable-not_chosen-telegram = لم تختر Telegram لأي شيء من هذه الفئة.
unreachable-not_chosen-email = لم تختر البريد الإلكتروني لأي شيء من هذه الفئة.
unreachable-not_chosen-sms = الرسائل النصية للأحداث الحرجة فقط.
unreachable-quiet_hours = ساعات الهدوء: سينتظر انتهاءها. الأحداث الحرجة تصل رغم ذلك.
unreachable-snoozed = إيقاف مؤقت: سينتظر انتهاءه. الأحداث الحرجة تصل رغم ذلك.
unreachable-disabled = جميع أحداث هذه الفئة متوقفة.

# The states of a delivery
state-pending = قيد الانتظار
state-deferred = مؤجّل
state-retrying = تُعاد المحاولة
state-acked = مؤكَّد
state-not_needed = غير لازم
state-accepted = مقبول
state-unknown = غير معروف
state-expired = انتهت صلاحيته
state-suppressed = محجوب
state-dead_lettered = تعذّر تسليمه
dismissal-dismissal_requested = طُلب إخفاؤه

# The results of one attempt
result-accepted = مقبول
result-gone = لم يعد موجودًا
result-refused = مرفوض
result-throttled = مقيَّد
result-timeout = لا رد
result-error = خطأ
result-routed = مُوجَّه

# Where a notification was seen
seen = تمت المشاهدة
seen-websocket = تمت المشاهدة في التطبيق
seen-push = تمت المشاهدة على الهاتف
seen-telegram = تمت المشاهدة في Telegram
seen-email = تمت المشاهدة بالبريد الإلكتروني
seen-sms = تمت المشاهدة برسالة نصية
# $seen is one of these
seen-at = { $seen } الساعة { $time }

# What went wrong, by the code of the server
problem = لم ينجح ذلك.
problem-bad_type = الخادم المحلي يقبل JSON فقط.
problem-busy = هذا جارٍ بالفعل.
problem-forbidden = لا يمكن لغير هذه الصفحة القيام بذلك.
problem-starting = النظام ما زال قيد التشغيل.
problem-bad_field = إحدى القيم غير ممكنة.
problem-bad_json = تعذّر على الخادم قراءة الطلب.
problem-disconnected = انقطع الاتصال قبل وصول الرد.
problem-closed = تم تسجيل خروجك.
problem-internal = حدث خطأ في الخادم. حاول مرة أخرى.
problem-limit_reached = بلغت الحد الأقصى. احذف عنصرًا أولًا.
problem-missing_field = هناك قيمة ناقصة.
problem-not_found = لم يعد موجودًا.
problem-timeout = لم يرد الخادم في الوقت المناسب.
problem-too_large = طويل جدًا.
problem-too_many_requests = طلبات كثيرة في وقت قصير. انتظر لحظة.
problem-unauthorized = لم يقبل الخادم الرمز.
problem-unavailable = الخادم غير متاح الآن.
problem-unknown_action = الخادم لا يعرف كيف يقوم بذلك.
problem-unreachable = لا يمكن الوصول إلى الخادم.
problem-version_conflict = تم تغييره في مكان آخر في هذه الأثناء.

# What is wrong with a field
field-time = الوقت بين 00:00 و23:59.
field-switch = هذا إما مفعّل أو متوقف.
field-number = هذا رقم من { $least } إلى { $most }.
field-range = من { $least } إلى { $most }.
field-channels = يلزم هنا قناة واحدة على الأقل خارج التطبيق.
field-alert-condition = اختر متى يعمل.
field-alert-cooldownSeconds = المهلة عدد صحيح من الثواني، يوم واحد كحد أقصى.
field-alert-expiresAt = يجب أن تكون النهاية في المستقبل.
field-alert-note = الملاحظة 280 حرفًا كحد أقصى، وبأحرف يمكن إرسالها فقط.
field-alert-rearmPercent = الرجوع نسبة مئوية من 0 إلى 50.
field-alert-targetPrice = لا يمكن وضع تنبيه عند هذا السعر.
field-preferences-language = هذه اللغة غير معروفة.
field-preferences-lockScreen = اختر ما تعرضه شاشة القفل.
field-preferences-quietHours = يجب أن تختلف البداية عن النهاية، وأن تكونا بين 00:00 و23:59.
field-preferences-timeZone = هذه المنطقة الزمنية غير معروفة: اكتب منطقة مثل Europe/Berlin.

# Why an event was rejected
rejection = رُفض بالرمز { $code }: { $why }.
rejection-at = رُفض بالرمز { $code } عند { $field }: { $why }.
rejection-other = لا يمكن قراءته
rejection-bad_json = ليس كائن JSON
rejection-unknown_type = لا يوجد نوع حدث كهذا
rejection-missing_field = هناك حقل ناقص
rejection-bad_field = هناك حقل لا يمكن قراءته
rejection-too_large = أكبر من 32 كيبيبايت
rejection-future_timestamp = وقع بعد أكثر من 5 دقائق في المستقبل

# Numbers that are typed; $ways are numbers, joined by "or"
number-empty = اكتب رقمًا.
number-none = هذا ليس رقمًا: اكتب أرقامًا كما في { $example }.
number-other-rules = حسب قواعد هذه اللغة ({ $language }) هذا ليس رقمًا. اكتب { $ways }.
number-ambiguous = يمكن قراءة هذا بطريقتين. اكتب { $ways }.
number-rules = تُقرأ الأرقام كما في هذه اللغة: { $language }.

# The market
market = السوق
market-last-price = آخر سعر:
market-chart-of = سعر { $symbol } مع مستويات التنبيه
market-chart-not-loaded = تعذّر تحميل الرسم البياني. أعد تحميل الصفحة.
market-hint = اسحب مستوى لتحريكه. انقر مرتين لإضافة مستوى.
market-zone = الأوقات حسب { $zone }.
market-waiting = بانتظار الأسعار…
market-no-feed = لا توجد أسعار هنا
market-live = الأسعار مباشرة
market-stopped = توقفت الأسعار الساعة { $time }
market-none = لا أسعار
market-stale = المنصة تُبلغ: توقفت الأسعار
market-follow = متابعة
market-follow-hint = إعلانات المنصة عن { $symbol }
market-follow-failed = لم يتغيّر: { $problem }

# Alerts
alert-add = + تنبيه سعر
alert-levels = مستويات التنبيه
alert-all = كل الأسواق
alert-empty = لا تنبيهات هنا بعد. انقر مرتين على الرسم البياني أو أضف تنبيهًا.
alert-state-armed = مفعّل
alert-state-waiting = ينتظر
alert-state-paused = متوقف مؤقتًا
alert-state-fired = عمل
alert-state-expired = انتهى
alert-state-saving = جارٍ الحفظ
alert-level = مستوى التنبيه
alert-value = { $condition ->
        [above] فوق { $price }، { $state }
       *[below] تحت { $price }، { $state }
    }
alert-price-label = { $condition ->
        [above] سعر التنبيه فوق { $price }
       *[below] سعر التنبيه تحت { $price }
    }
alert-down = خفض التنبيه عند { $price }
alert-up = رفع التنبيه عند { $price }
alert-delete = حذف التنبيه عند { $price }
alert-pause = إيقاف التنبيه عند { $price } مؤقتًا
alert-resume = استئناف التنبيه عند { $price }
alert-again = مجددًا
alert-again-label = تفعيل التنبيه عند { $price } مجددًا
alert-fired = عمل الساعة { $time } عند { $price }
alert-recurring = متكرر، مرة كل { $span } على الأكثر
alert-once = مرة واحدة
alert-until = حتى { $time }
alert-reading = قُرئ { $price }. اضغط Enter لنقله إلى هناك.
alert-decimals = { $count ->
        [one] الأسعار هنا بمنزلة عشرية واحدة ({ $count }) على الأكثر.
        [two] الأسعار هنا بمنزلتين عشريتين ({ $count }) على الأكثر.
        [few] الأسعار هنا بـ{ $count } منازل عشرية على الأكثر.
       *[other] الأسعار هنا بـ{ $count } منزلة عشرية على الأكثر.
    }
alert-deleted = حُذف التنبيه عند { $price }.
alert-not-created = لم يُنشأ التنبيه: { $problem }
alert-not-restored = لم يُستعد التنبيه: { $problem }
alert-not-moved = لم يُنقل إلى { $price }: { $problem }
alert-not-deleted = لم يُحذف: { $problem }
alert-not-paused = لم يُوقَف مؤقتًا: { $problem }
alert-not-resumed = لم يُستأنف: { $problem }
alert-not-read = تعذّرت قراءة التنبيهات: { $problem }
alert-demo-note = عرض توضيحي: قريب من السعر، لذا سيعمل قريبًا
alert-demo-failed = لم يُنشأ التنبيه التوضيحي: { $problem }

# The form of a new alert; $symbol and $zone are elements
new-title = تنبيه جديد على { $symbol }
new-price = السعر
new-fires = يعمل
new-by-price = حسب السعر الحالي
new-above = عند السعر أو فوقه
new-below = عند السعر أو تحته
new-percents = من السعر الحالي
new-recurring = متكرر: في كل مرة
new-cooldown = المهلة (ث)
new-rearm = يرجع بنسبة (%)
new-until = حتى (اختياري، بتوقيت { $zone })
new-note = ملاحظة (اختيارية)
new-create = إنشاء التنبيه
new-create-at = إنشاء التنبيه عند { $price }
new-fires-at = { $condition ->
        [above] يعمل عندما يكون السعر { $price } أو أعلى.
       *[below] يعمل عندما يكون السعر { $price } أو أقل.
    }
new-no-price = لا يُعرف أي سعر: اختر متى يعمل.
new-no-price-at = { $price }. لا يُعرف أي سعر: اختر متى يعمل.
new-decimals = { $count ->
        [one] أسعار { $symbol } بمنزلة عشرية واحدة ({ $count }) على الأكثر.
        [two] أسعار { $symbol } بمنزلتين عشريتين ({ $count }) على الأكثر.
        [few] أسعار { $symbol } بـ{ $count } منازل عشرية على الأكثر.
       *[other] أسعار { $symbol } بـ{ $count } منزلة عشرية على الأكثر.
    }

# The rules of levels
level-zero = المستوى فوق الصفر.
level-digits = للمستوى { $count } رقمًا على الأكثر قبل الفاصلة.
level-factor = المستوى ألف ضعف السعر على الأكثر، والسعر { $price }.
level-twice-title = لديك هذا التنبيه بالفعل
level-twice = { $condition ->
        [above] يوجد تنبيه مفعّل عند { $price } أو فوقه. التنبيه الثاني سيخبرك بالأمر نفسه مرتين.
       *[below] يوجد تنبيه مفعّل عند { $price } أو تحته. التنبيه الثاني سيخبرك بالأمر نفسه مرتين.
    }
level-twice-yes = إنشاؤه مرتين
level-far-title = بعيد عن السعر
level-far = { $condition ->
        [above] سيعمل التنبيه عند { $price } أو فوقه.
       *[below] سيعمل التنبيه عند { $price } أو تحته.
    }
level-far-by = { $direction ->
        [lower] السعر { $price }: والمستوى أدنى منه بنسبة { $percent }%.
       *[higher] السعر { $price }: والمستوى أعلى منه بنسبة { $percent }%.
    }
level-far-yes = إنشاؤه عند { $price }

# The alerts on all markets
overview-title = التنبيهات في كل الأسواق
overview-empty = لا يوجد تنبيه في أي سوق.
overview-show = عرض { $symbol }
overview-delete = حذف التنبيه على { $symbol } عند { $price }
overview-deleted = { $symbol }: حُذف التنبيه عند { $price }.

# What would reach the trader
reach-title = ما الذي سيصلك
reach-when = في أي وقت من اليوم؟
reach-time = الوقت من اليوم
reach-table = القنوات التي سيصلك عبرها حدث مهم
reach-channel = القناة
reach-now = الآن
reach-then = الساعة { $time }
reach-zone = { $time }، { $zone }
reach-yes = يصلك
reach-no = صامت
reach-summary = حدث مهم الساعة { $time } سيصلك عبر: { $channels }.
reach-silent = لن يوقظك الساعة { $time } سوى حدث حرج.
reach-not-read = تعذّرت معرفة ما يصلك: { $problem }
devices-title = الأجهزة
devices-none = لا يوجد هاتف مسجّل، لذا لا يمكن إرسال إشعار فوري.
devices-remove = إزالة
devices-remove-label = إزالة الجهاز { $device } ({ $platform })
devices-not-removed = لم يُزَل الجهاز: { $problem }
devices-since = منذ { $time }
devices-register = تسجيل الهاتف التوضيحي
devices-not-registered = لم يُسجَّل الهاتف: { $problem }
platform-ios = iPhone
platform-android = هاتف Android
platform-web = متصفح
telegram-title = Telegram
telegram-link = ربط Telegram
telegram-unlink = إلغاء الربط
telegram-none = لا توجد محادثة مرتبطة.
telegram-unclear = مرتبط، أو غير مختار لأي شيء من هذه الفئة.
telegram-linked = هناك محادثة مرتبطة.
telegram-not-linked = لم يتم ربط Telegram: { $problem }
telegram-not-unlinked = لم يتم إلغاء ربط Telegram: { $problem }
# $bot is a link with the text of telegram-bot, $code a command
telegram-code = افتح { $bot } وأرسل { $code } خلال { $minutes } دقيقة.
telegram-bot = البوت

# The test notification
test-title = اختبار
test-send = إرسال إشعار تجريبي
test-sms = برسالة نصية أيضًا
test-limit = يمكن إرسال اختبار واحد كل 10 دقائق. حاول لاحقًا.
test-not-loaded = تعذّر تحميل الاختبار. حاول مرة أخرى.
test-table = ما آل إليه الإشعار التجريبي
test-accepted = مقبول
test-seen = مُشاهَد
test-not-sent = لم يُرسل
test-sending = جارٍ الإرسال…
test-waiting = أُرسل. بانتظار القنوات…
test-unseen = أُرسل. لم يُشاهَد بعد.
test-not-read = تعذّرت قراءة النتيجة: { $problem }
test-refused = لم يُرسل. { $problem }
# $text is a state with its reason, $result that of the last attempt
test-attempt = { $text } ({ $result } الساعة { $time })

# The timeline
timeline-title = المسار
timeline-of = المسار: { $notification }
timeline-follow = تتبّع الأحدث
timeline-empty = لم يصل شيء بعد. يظهر هنا مسار أحدث إشعار.
timeline-problem = لا يُعرف شيء عن { $id }: { $problem }
timeline-missing = لا يوجد إشعار { $id }.
timeline-chart = الخطوات على محور زمني
timeline-chart-label = الخطوات على محور زمني منذ الحدث؛ الجدول أدناه يعرض الشيء نفسه.
timeline-table = خطوات الإشعار
timeline-hop = الخطوة
timeline-at = الوقت
timeline-since = منذ الحدث
timeline-took = المدة
timeline-result = النتيجة
timeline-route = المنصة ← موجَّه
timeline-occurred = وقع
timeline-at-exchange = في المنصة
timeline-routed = وُجِّه
timeline-from-queue = أُخذ من الطابور
timeline-until = حتى { $time }
timeline-socket = { $channel }، المقبس { $number }
timeline-try = { $channel }، المحاولة { $number }
timeline-ack = التأكيد
timeline-ack-after = تأكيد { $span }
timeline-no-ack = ليس بعد

# Where a notification leads
follow-elsewhere = هذا يؤدي إلى { $link } في تطبيق المنصة، وهو ليس جزءًا من هذه الصفحة.
follow-details = تفاصيل التسليم

# Signing in
sign-in = تسجيل الدخول
sign-in-text = تعمل هذه الصفحة برمز منصتك. يُحفظ في علامة التبويب هذه حتى تسجّل الخروج أو تغلقها.
sign-in-token = الرمز
sign-in-no-token = هذا ليس رمزًا: الرمز ثلاثة أجزاء تفصلها نقاط.
sign-in-refused = لم يقبل الخادم الرمز. ربما انتهت صلاحيته.
sign-in-as = مسجّل الدخول باسم
sign-in-failed = تعذّر تسجيل الدخول باسم { $trader }: لم يرد الخادم المحلي.
sign-out = تسجيل الخروج
sign-out-elsewhere = سجّلت الخروج في علامة تبويب أخرى.
link-unreadable = كان في الرابط رمز لا يمكن قراءته. تم تجاهله.
link-title = تسجيل الدخول باسم شخص آخر؟
link-text = هذا الرابط يسجّل دخولك باسم { $trader }. أنت مسجّل الدخول باسم { $user }.
link-warning = إن لم تكن تتوقع ذلك، فابقَ.
link-yes = تسجيل الدخول باسم { $trader }
link-no = البقاء باسم { $user }
leave-title = تفضيلات غير محفوظة
leave-text = لدى { $user } تغييرات في التفضيلات لم تُحفظ، وستُفقد.
leave-yes = تجاهل التغييرات
leave-no = البقاء

# The demo traders' devices
demo-bot-silent = لم يرد البوت.
demo-failed = تعذّر إعداد الهاتف التوضيحي: { $problem }

# The preferences
preferences = التفضيلات
preferences-table = ما تُبلَّغ به وأين
preferences-conflict = تعارض
preferences-section = الحدث
preferences-on = مفعّل
preferences-always = دائمًا
preferences-always-title = مفعّل دائمًا
preferences-mandatory = لا يمكن إيقافه
preferences-sms-title = تُرسل الرسائل النصية لـP0 فقط
preferences-on-label = { $section }: مفعّل
preferences-channel-label = { $section } عبر { $channel }
preferences-option-label = { $section }: { $option }
preferences-discard = تجاهل
preferences-save = حفظ
preferences-not-read = تعذّرت القراءة: { $problem }
preferences-account = كما في حسابك
preferences-changes = { $count ->
        [one] تغيير واحد ({ $count }) غير محفوظ
        [two] تغييران ({ $count }) غير محفوظين
        [few] { $count } تغييرات غير محفوظة
        [many] { $count } تغييرًا غير محفوظ
       *[other] { $count } تغيير غير محفوظ
    }
preferences-not-saved = لم يُحفظ
preferences-saving = جارٍ الحفظ…
preferences-saved = حُفظ كإصدار { $version }
preferences-saved-with = حُفظ كإصدار { $version } مع ما تغيّر في مكان آخر: { $places }
preferences-refused = لم يُحفظ: { $problem }
preferences-refused-at = لم يُحفظ: { $place }: { $problem }
preferences-shown = يُعرض الإصدار { $version }
preferences-zone = { $zone }
preferences-zone-account = { $zone } (منطقة حسابك)
preferences-zone-browser = { $zone } (منطقة هذا المتصفح؛ قد تكون لحسابك منطقة أخرى)

# Places of the preferences, as a sentence about a conflict names them
place-timeZone = المنطقة الزمنية
place-language = اللغة
place-quietHours = ساعات الهدوء
place-lockScreen = شاشة القفل
place-enabled = مفعّل
place-channels = القنوات
place-from = من
place-to = حتى
value-none = لا شيء
value-yes = نعم
value-no = لا
value-account = كما في حسابك

# The preferences were changed in two places
conflict-title = تغيّر في مكان آخر في هذه الأثناء
conflict-text = حفظت علامة تبويب أخرى أو جهاز آخر لك الإصدار { $version }. كلاهما غيّر هذا:
conflict-table = أوجه الاختلاف
conflict-setting = الإعداد
conflict-theirs = هناك
conflict-yours = هنا
conflict-take = اعتماد ما هناك
conflict-save = حفظ نسختي فوقه
conflict-status = لم يُحفظ: تغيّر في مكان آخر في هذه الأثناء

# The groups of the preferences; $count sections, of which $off are switched off
group-trades = التداول
group-funds = الأموال
group-alerts = التنبيهات
group-security = الأمان
group-news = الأخبار
group-summary = { $off ->
        [0] الأنواع: { $count }، كلها مفعّلة
       *[other] الأنواع: { $count }، المتوقف منها { $off }
    }

# What a section would send; $language is the name of a language in itself
preview = معاينة
preview-of = معاينة: { $section }
preview-examples = أمثلة
preview-hint = أمثلة باللغة: { $language }. الرمادي يُرسل عندما تختار القناة.
preview-hint-off = أمثلة باللغة: { $language }. هي متوقفة الآن: لا يُرسل منها شيء.
preview-not-chosen = غير مختارة
preview-not-loaded = تعذّر تحميل المعاينة. حاول مرة أخرى.

# A change after which the trader hears less of what is critical; $lost and $kept are lists of channels
weakening-title = أن تُبلَّغ أقل بما هو حرج؟
weakening-notice = سيصل إشعار أمني بهذا التغيير إلى جميع وسائل اتصالك.
weakening-yes = حفظ
weakening-no = عدم الحفظ
weakening-off = { $section }: متوقف. لن يبلغك بها شيء بعد الآن، ولا حتى التطبيق.
weakening-in-app = { $section }: داخل التطبيق فقط. لن يبلغك شيء وهذه الصفحة والتطبيق مغلقان.
weakening-lost = { $section }: ليس بعد الآن عبر { $lost }. وما زال عبر: { $kept }.
weakening-lowered = { $section }: { $option }: { $after } بدلًا من { $before }. ستُبلَّغ لاحقًا.

# Quiet hours and snooze
quiet-hours = ساعات الهدوء
quiet-hint = لا يقاطعك فيها سوى ما هو حرج. والباقي ينتظر انتهاءها.
quiet-clock = ساعات الهدوء على ساعة من 24 ساعة
quiet-from = الهدوء من
quiet-to = الهدوء حتى
quiet-for = هدوء { $span }
quiet-field-from = من
quiet-field-to = حتى
snooze = إيقاف مؤقت
snooze-hour = ساعة واحدة
snooze-tomorrow = حتى الغد { $time }
snooze-off = إيقاف
snooze-is-off = متوقف. P0 يقاطعك دائمًا.
snooze-until = حتى { $time }. P0 يقاطعك رغم ذلك.
snooze-not-changed = لم يتغيّر: { $problem }
time-zone = المنطقة الزمنية
language-label = اللغة
lock-screen = شاشة القفل
lock-screen-full = عرض كل شيء
lock-screen-redacted = إخفاء المبالغ والأسماء

# The simulator of the exchange
exchange = العب دور المنصة
simulator-not-loaded = تعذّر تحميل المحاكي. أعد تحميل الصفحة.
exchange-preview = معاينة كل النصوص
exchange-preview-title = كل نوع على كل قناة بكل لغة
exchange-send = إرسال حدث
exchange-find = ابحث عن حدث
exchange-find-none = لا يوجد حدث بهذا الاسم.
exchange-happen = اجعل شيئًا يحدث
exchange-crash = هبوط 20%
exchange-burst = دفعة من 500
exchange-drop = قطع الاتصال
exchange-repeat = إعادة إرسال الأخير
exchange-busy = منصة نشطة: قصص كثيرة في آن واحد
exchange-own = حدث ببياناتك
exchange-type = النوع
exchange-optional = اختياري
exchange-expires = ينتهي خلال
exchange-expires-type = حسب نوعه
exchange-publish = نشر
exchange-class-0 = حرج
exchange-class-1 = مهم
exchange-class-2 = للعلم
exchange-sent = ما أُرسل
exchange-sent-list = آخر الأحداث المرسلة
exchange-timeline = المسار
exchange-timeline-label = مسار { $id }
exchange-sending = جارٍ الإرسال…
exchange-refused = مرفوض: { $problem }
exchange-sent-to = أُرسل { $type } إلى { $queues }
exchange-falls = يهبط { $symbol } بنسبة 20% خلال { $seconds } ث
exchange-burst-sent = أُرسل: { $counts }
exchange-burst-count = { $count } إلى { $queue }
exchange-closed = { $count ->
        [one] أغلق الخادم اتصالًا واحدًا ({ $count })
        [two] أغلق الخادم اتصالين ({ $count })
        [few] أغلق الخادم { $count } اتصالات
        [many] أغلق الخادم { $count } اتصالًا
       *[other] أغلق الخادم { $count } اتصال
    }
exchange-repeated = أُرسل { $id } مرة أخرى: يجب أن تراه مرة واحدة
exchange-pace-busy = تُروى قصص كثيرة في آن واحد
exchange-pace-calm = تُروى القصص واحدة تلو الأخرى

# Faults of the providers; $fault is one of those below
faults = أعطال المزوّدين
faults-provider = المزوّد
faults-kind = ماذا يفعل
faults-seconds = المدة (ث)
faults-on = تشغيل
faults-off = إيقاف الكل
faults-list = الأعطال
faults-none = جميع المزوّدين يردّون.
faults-unknown = البيئة التجريبية لا تردّ.
faults-cleared = جميع المزوّدين يردّون مجددًا
faults-set = من الآن لمدة { $span }: { $provider } { $fault }
faults-line = { $provider } { $fault }
faults-for = لمدة { $span }
faults-left = بقي { $count }
provider-push = FCM (إشعار فوري)
provider-telegram = Telegram
fault-hang = يتوقف (لا رد)
fault-500 = يردّ بـ500
fault-429 = يقيّد (429)
fault-503_delivered = يسلّم لكنه يردّ بـ503
fault-reset = يقطع الاتصال
fault-garbage = يردّ بما لا يُقرأ
fault-unregistered = يقول: غير مسجّل
fault-403 = يقول: محظور (403)
fault-401 = يرفض بيانات اعتمادنا (401)
fault-invalid_argument = يقول: وسيط غير صالح

# The trader's devices, as the simulator shows them
phones = ما تعرضه أجهزة المتداول
phones-problem = تعذّر عرض الأجهزة: الخادم المحلي لا يردّ.
phones-push = الإشعارات الفورية
phones-telegram = رسائل Telegram
phones-mails = رسائل البريد الإلكتروني
phones-bot = بوت المنصة
phones-exchange = المنصة
phones-silent = صامت
phones-no-push = لا إشعارات فورية بعد
phones-no-messages = لا رسائل بعد
phones-no-sms = لا رسائل نصية بعد. تُرسل عندما لا يؤكد أحد P0 خلال 20 ث.
phones-no-mail = لا بريد بعد. تصل التصفيات والتقارير إلى هنا.
phones-all-mails = › كل الرسائل
phones-mail-to = إلى { $address }
phones-mail = بريد إلكتروني: { $subject }

# The inbox. $count is `0` to `100`, or `100+`; of -fold, $of is a symbol or the id of an order
inbox-notifications = الإشعارات
inbox-bell = { $count ->
        [0] الإشعارات، لا شيء غير مقروء
        [one] الإشعارات، واحد ({ $count }) غير مقروء
        [two] الإشعارات، اثنان ({ $count }) غير مقروءين
        [few] الإشعارات، { $count } غير مقروءة
       *[other] الإشعارات، { $count } غير مقروء
    }
inbox-unread-mark = غير مقروء
inbox-mark-read = تعليم كمقروء
inbox-mark-unread = تعليم كغير مقروء
inbox-mark-all-read = تعليم الكل كمقروء
inbox-archive = أرشفة
inbox-unarchive = إعادة إلى الوارد
inbox-close = إغلاق
inbox-dismiss = إخفاء
inbox-empty = لا شيء هنا بعد
inbox-empty-hint = يظهر هنا ما يحدث لأوامرك ومراكزك.
inbox-load-older = عرض الأقدم
inbox-loading = جارٍ التحميل…
inbox-end = هذا كل شيء
inbox-failed = لم ينجح ذلك.
inbox-again = حاول مجددًا
inbox-more = { $count } أخرى
inbox-priority-urgent = عاجل
inbox-priority-important = مهم
inbox-details = تفاصيل التسليم
inbox-filter = عرض
inbox-filter-all = الكل
inbox-filter-unread = غير المقروء
inbox-filter-trades = التداول
inbox-filter-funds = الأموال
inbox-filter-alerts = التنبيهات
inbox-filter-security = الأمان
inbox-filter-news = الأخبار
inbox-filter-archived = المؤرشف
inbox-search = البحث بالرمز
inbox-no-match = لا نتائج مطابقة
inbox-fold = { $count } أخرى عن { $of }
inbox-side-buy = شراء
inbox-side-sell = بيع
inbox-side-long = شراء (Long)
inbox-side-short = بيع (Short)
inbox-result = الربح/الخسارة
inbox-desktop = إشعارات سطح المكتب
inbox-sound = الصوت
inbox-blocked = متصفحك يحظرها. اسمح بها في إعداداته لهذه الصفحة.

# Types whose titles are not always the same
type-contact_changed = تغيير وسيلة اتصال
type-daily_report = التقرير اليومي
type-funding_paid = دفع التمويل
type-incident = عطل
type-preferences_weakened = تقليص الإشعارات
type-price_feed = تدفق الأسعار
type-stop_triggered = تفعيل أمر الإيقاف
type-two_factor_changed = تغيير المصادقة الثنائية
type-weekly_pnl_report = التقرير الأسبوعي
