# The Arabic texts. The format is in ../README.md; en.ftl says what the variables are.
# "\u200E" is the left-to-right mark: it keeps masked values, signs and hyphens in their order. Texts begin
# with an Arabic word, because many readers take the direction of a line from its first letter.

# The language
language-name = العربية
language-direction = rtl

# Dates: $day, $month, $year, $day2, $month2
date = { $day } { $month ->
        [1] يناير
        [2] فبراير
        [3] مارس
        [4] أبريل
        [5] مايو
        [6] يونيو
        [7] يوليو
        [8] أغسطس
        [9] سبتمبر
        [10] أكتوبر
        [11] نوفمبر
       *[12] ديسمبر
    } { $year }

# $date, $time, $zone
date-time = { $date }، { $time } { zone }

# $zone
zone = { $zone }

# Lists and sentences
list-separator = { "، " }
sentence-separator = { ". " }
sentence-end = { "." }

# $label, $value
detail = { $label }: { "\u200E" }{ $value }{ "\u200E" }

# The summary of quiet hours: $size, $counts, $expired, $count
quiet_hours_summary = { $counts ->
        [absent] لا توجد إشعارات ما زالت سارية
       *[present] { $counts }
    }
    .title = { $size ->
        [one] إشعار واحد ({ $size }) خلال ساعات الهدوء
        [two] إشعاران ({ $size }) خلال ساعات الهدوء
        [few] { $size } إشعارات خلال ساعات الهدوء
        [many] { $size } إشعارًا خلال ساعات الهدوء
       *[other] { $size } إشعار خلال ساعات الهدوء
    }
    .short = { $counts ->
        [absent] لا توجد إشعارات ما زالت سارية
       *[present] { $counts }
    }
    .sms = { $size ->
        [one] إشعار واحد ({ $size }) خلال ساعات الهدوء
        [two] إشعاران ({ $size }) خلال ساعات الهدوء
        [few] { $size } إشعارات خلال ساعات الهدوء
        [many] { $size } إشعارًا خلال ساعات الهدوء
       *[other] { $size } إشعار خلال ساعات الهدوء
    }: { $counts ->
        [absent] لا توجد إشعارات ما زالت سارية
       *[present] { $counts }
    }
    .expired = { $expired ->
        [one] انتهت صلاحية إشعار آخر ({ $expired })
        [two] انتهت صلاحية إشعارين آخرين ({ $expired })
        [few] انتهت صلاحية { $expired } إشعارات أخرى
        [many] انتهت صلاحية { $expired } إشعارًا آخر
       *[other] انتهت صلاحية { $expired } إشعار آخر
    }
    .count = { $count ->
        [one] ملخص واحد ({ $count })
        [two] ملخصان ({ $count })
        [few] { $count } ملخصات
        [many] { $count } ملخصًا
       *[other] { $count } ملخص
    }

# Merged notifications: $size, $groups, $others, $expired; .group: $counted, $subject; .count: $count
merged_notifications = { $groups }{ $others ->
        [0] { "" }
        [one] { " " }وإشعار آخر ({ $others })
        [two] { " " }وإشعاران آخران ({ $others })
        [few] { " " }و{ $others } إشعارات أخرى
        [many] { " " }و{ $others } إشعارًا آخر
       *[other] { " " }و{ $others } إشعار آخر
    }
    .title = { $size ->
        [one] إشعار آخر ({ $size })
        [two] إشعاران ({ $size }) خلال وقت قصير
        [few] { $size } إشعارات خلال وقت قصير
        [many] { $size } إشعارًا خلال وقت قصير
       *[other] { $size } إشعار خلال وقت قصير
    }
    .short = { $groups }{ $others ->
        [0] { "" }
        [one] { " " }وإشعار آخر ({ $others })
        [two] { " " }وإشعاران آخران ({ $others })
        [few] { " " }و{ $others } إشعارات أخرى
        [many] { " " }و{ $others } إشعارًا آخر
       *[other] { " " }و{ $others } إشعار آخر
    }
    .sms = { $groups }{ $others ->
        [0] { "" }
        [one] { " " }وإشعار آخر ({ $others })
        [two] { " " }وإشعاران آخران ({ $others })
        [few] { " " }و{ $others } إشعارات أخرى
        [many] { " " }و{ $others } إشعارًا آخر
       *[other] { " " }و{ $others } إشعار آخر
    }
    .expired = { $expired ->
        [one] انتهت صلاحية إشعار آخر ({ $expired })
        [two] انتهت صلاحية إشعارين آخرين ({ $expired })
        [few] انتهت صلاحية { $expired } إشعارات أخرى
        [many] انتهت صلاحية { $expired } إشعارًا آخر
       *[other] انتهت صلاحية { $expired } إشعار آخر
    }
    .group = { $counted } لـ { $subject }
    .count = { $count ->
        [one] ملخص واحد ({ $count })
        [two] ملخصان ({ $count })
        [few] { $count } ملخصات
        [many] { $count } ملخصًا
       *[other] { $count } ملخص
    }

# The frame of an e-mail: $code
email-greeting = مرحبًا،
email-footer = يمكنك تحديد الرسائل التي تصلك بالبريد الإلكتروني من إعدادات الإشعارات.
email-unsubscribe = إيقاف هذا النوع من الرسائل
email-open = فتح في التطبيق
email-ack = تعليم كمُشاهَد
email-support = المساعدة والدعم
anti-phishing = رمز مكافحة التصيد الاحتيالي الخاص بك: { "\u200E" }{ $code }{ "\u200E" }

# Pushes
push-redacted = افتح التطبيق للاطلاع على التفاصيل.
    .title = إشعار جديد
push-ack = تم الاطلاع

# The sections of the preferences; .in-sentence stands after "بشأن"
section-liquidation = التصفية
    .in-sentence = التصفية
section-liquidationWarning = نداءات الهامش
    .in-sentence = نداءات الهامش
    .thresholdPercent = الإشعار عند انخفاض نسبة الهامش عن (%)
    .repeat = التكرار حتى المشاهدة
section-orderFilled = الأوامر المنفذة
    .in-sentence = الأوامر المنفذة
section-priceAlert = تنبيهات الأسعار
    .in-sentence = تنبيهات الأسعار
section-partialFill = التنفيذ الجزئي
    .in-sentence = التنفيذ الجزئي
section-deposit = الإيداعات
    .in-sentence = الإيداعات
section-newListing = الإدراجات الجديدة
    .in-sentence = الإدراجات الجديدة
    .minScore = الحد الأدنى للتقييم
section-weeklyReport = التقرير الأسبوعي
    .in-sentence = التقارير الأسبوعية
section-dailyReport = التقرير اليومي
    .in-sentence = التقارير اليومية
    .time = وقت الإرسال
section-referral = مكافآت الإحالة
    .in-sentence = مكافآت الإحالة
section-orderClosed = الأوامر الملغاة والمرفوضة
    .in-sentence = الأوامر الملغاة والمرفوضة
section-stopTriggered = أوامر الوقف المفعّلة
    .in-sentence = أوامر الوقف المفعّلة
section-funding = رسوم التمويل
    .in-sentence = رسوم التمويل
section-withdrawal = عمليات السحب والتحويل
    .in-sentence = عمليات السحب والتحويل
section-p2p = صفقات P2P
    .in-sentence = صفقات P2P
section-card = مدفوعات البطاقة
    .in-sentence = مدفوعات البطاقة
section-copyTrading = نسخ التداول
    .in-sentence = نسخ التداول
section-earn = منتجات Earn
    .in-sentence = منتجات Earn
section-trading = العقود التي تقترب من الانتهاء
    .in-sentence = العقود التي تقترب من الانتهاء
section-market = تعليق التداول والصيانة
    .in-sentence = تعليق التداول والصيانة
section-account = التحقق من الهوية والرسوم
    .in-sentence = التحقق من الهوية والرسوم
section-reports = كشوف الحساب والتقارير الضريبية
    .in-sentence = كشوف الحساب والتقارير الضريبية
section-news = الإعلانات
    .in-sentence = الإعلانات

# The replies of the Telegram bot: $account, $elsewhere
telegram-ask-linked = تم ربط هذه المحادثة بالحساب { "\u200E" }{ $account }{ "\u200E" } لمدة 24 ساعة.{ $elsewhere ->
        [yes] { " " }انتبه: هذه المحادثة مرتبطة بالفعل بحساب آخر.
       *[no] { "" }
    } ستصلك إشعارات هذا الحساب هنا. هل هذا حسابك؟ أرسل «نعم» للإبقاء على الربط، أو «لا» لإلغائه. إذا كان شخص آخر قد أرسل إليك الرابط، فأرسل «لا».
telegram-ask-moved = تصل إشعارات الحساب { "\u200E" }{ $account }{ "\u200E" } حاليًا إلى محادثة أخرى.{ $elsewhere ->
        [yes] { " " }انتبه: هذه المحادثة مرتبطة بالفعل بحساب آخر.
       *[no] { "" }
    } هل تريد استلامها هنا بدلًا من ذلك، وهل هذا حسابك؟ أرسل «نعم» خلال 24 ساعة للتأكيد، أو «لا» للرفض. إذا كان شخص آخر قد أرسل إليك الرابط، فأرسل «لا».
telegram-linked = تم الربط بالحساب { "\u200E" }{ $account }{ "\u200E" }. ستصلك إشعاراتك هنا من الآن فصاعدًا. لإيقافها أرسل { "\u200E" }/stop.
telegram-bad-code = هذا الرمز غير صالح أو لم يعد صالحًا. افتح تطبيق المنصة واربط Telegram من هناك مرة أخرى.
telegram-unlinked = لن تصلك أي إشعارات هنا بعد الآن.
telegram-nothing-to-confirm = لا يوجد ما يتطلب التأكيد هنا.
telegram-how-to = لاستلام إشعاراتك هنا، افتح تطبيق المنصة واربط Telegram من الإعدادات. لإيقافها أرسل { "\u200E" }/stop.
telegram-try-again = حدث خطأ ما. يرجى المحاولة مرة أخرى بعد دقيقة.
telegram-yes = نعم، هذا حسابي
telegram-no = لا
telegram-yes-words = نعم أجل اجل أيوه ايوه موافق yes y ok /yes /confirm
telegram-no-words = لا كلا no n /no

# The ack of a notification in a Telegram chat, and the other commands of the bot: $channel, $time, $until,
# $channels, $from, $to, $zone
telegram-seen = تمت المشاهدة
telegram-seen-on = { $channel ->
        [websocket] تمت المشاهدة في التطبيق الساعة { $time }
        [push] تمت المشاهدة عبر الإشعارات الفورية الساعة { $time }
        [telegram] تمت المشاهدة في Telegram الساعة { $time }
        [email] تمت المشاهدة عبر البريد الإلكتروني الساعة { $time }
       *[sms] تمت المشاهدة عبر رسالة قصيرة الساعة { $time }
    }
telegram-ok-words = ok تم حسنا حسنًا موافق شاهدت رأيت
telegram-nothing-to-ack = لا يوجد هنا ما يمكن تعليمه كمُشاهَد.
telegram-snoozed = تم تعليق الإشعارات حتى { $until }. حتى ذلك الحين لن تصلك إلا الإشعارات الأكثر إلحاحًا. لإنهاء التعليق أرسل { "\u200E" }/snooze off.
telegram-snooze-ended = انتهى التعليق. ستصلك إشعاراتك كالمعتاد.
telegram-snooze-usage = أرسل { "\u200E" }/snooze 2h{ "\u200E" } أو { "\u200E" }/snooze 30m{ "\u200E" } أو { "\u200E" }/snooze off{ "\u200E" }. الحد الأقصى للتعليق 7 أيام.
telegram-reachable = تصلك الإشعارات عبر: { $channels }
telegram-quiet-hours = ساعات الهدوء: من { $from } إلى { $to } ({ "\u200E" }{ $zone }{ "\u200E" })
telegram-quiet-off = ساعات الهدوء: متوقفة
telegram-quiet-usage = أرسل { "\u200E" }/quiet 23:00 07:00{ "\u200E" } أو { "\u200E" }/quiet off{ "\u200E" }. الأوقات بحسب منطقتك الزمنية.

# The name of a channel in a list: $channel
channel-name = { $channel ->
        [websocket] التطبيق
        [push] الإشعارات الفورية
        [telegram] Telegram
        [email] البريد الإلكتروني
       *[sms] الرسائل القصيرة
    }

# The pages of the unsubscribe link
unsubscribe-ask = لن تصلك رسائل بريد إلكتروني من هذا النوع بعد الآن. ستبقى إشعاراتك الأخرى كما هي.
    .title = إلغاء الاشتراك
    .button = إلغاء الاشتراك
unsubscribe-done = لن تصلك رسائل بريد إلكتروني من هذا النوع بعد الآن. يمكنك تفعيلها مجددًا من الإعدادات.
    .title = تم إلغاء الاشتراك
unsubscribe-ended = لم يتغير شيء. يمكنك إيقاف هذه الرسائل من إعدادات الإشعارات في التطبيق.
    .title = انتهت صلاحية هذا الرابط
unsubscribe-outdated = لقد فعّلت رسائل البريد الإلكتروني مجددًا بعد إرسال هذا الرابط، لذلك لم يتغير شيء. يمكنك إيقافها من إعدادات الإشعارات في التطبيق.
    .title = هذا الرابط قديم
unsubscribe-mandatory = تنبهك هذه الرسائل إلى الخسائر أو إلى التغييرات في حسابك. لم يتغير شيء.
    .title = لا يمكن إيقاف هذه الرسائل من هنا

# The page of the link that marks a notification as seen
ack-ask = بذلك نعرف أنك شاهدته ويمكننا التوقف عن تذكيرك به.
    .title = هل شاهدت هذا الإشعار؟
    .button = تعليم كمُشاهَد
ack-done = تم تعليم الإشعار كمُشاهَد
ack-ended = افتح التطبيق للاطلاع على إشعاراتك.
    .title = لم يعد هذا الرابط صالحًا
ack-failed = تعذّر إتمام العملية. يُرجى المحاولة مرة أخرى.
ack-no-script = تتطلب هذه الصفحة JavaScript. يمكنك أيضًا فتح الإشعار في التطبيق.

# The event types

position_liquidated = تمت تصفية { $side ->
        [long] مركز الشراء (Long)
       *[short] مركز البيع (Short)
    } الخاص بك: { $quantity } { $symbol } بسعر { $liquidation_price }
    .title = تمت تصفية المركز
    .subject = تمت تصفية المركز: { $symbol }
    .short = تمت تصفية { $side ->
        [long] مركز الشراء (Long)
       *[short] مركز البيع (Short)
    } الخاص بك: { $quantity } بسعر { $liquidation_price }
    .sms = تصفية: { $side ->
        [long] شراء (Long)
       *[short] بيع (Short)
    } { $quantity } { $symbol } بسعر { $liquidation_price }
    .count = { $count ->
        [one] تصفية واحدة ({ $count })
        [two] تصفيتان ({ $count })
        [few] { $count } تصفيات
       *[other] { $count } تصفية
    }
    .realized_pnl = الأرباح والخسائر المحققة
    .realized_pnl-sms = ربح/خسارة
    .position_id = المركز
    .client_order_id = معرف أمر العميل

margin_call = { $symbol ->
        [absent] نسبة هامش حسابك الآن { $margin_ratio_percent }% (التصفية عند 100%)
       *[present] نسبة هامش { $symbol } الآن { $margin_ratio_percent }% (التصفية عند 100%)
    }
    .title = نداء الهامش
    .subject = { $symbol ->
        [absent] نداء الهامش: حسابك
       *[present] نداء الهامش: { $symbol }
    }
    .short = نسبة الهامش الآن { $margin_ratio_percent }% (التصفية عند 100%)
    .sms = { $symbol ->
        [absent] نداء الهامش: حسابك عند { $margin_ratio_percent }% (التصفية عند 100%)
       *[present] نداء الهامش: { $symbol } عند { $margin_ratio_percent }% (التصفية عند 100%)
    }
    .count = { $count ->
        [one] نداء هامش واحد ({ $count })
        [two] نداءا هامش ({ $count })
        [few] { $count } نداءات هامش
       *[other] { $count } نداء هامش
    }
    .liquidation_price = سعر التصفية
    .liquidation_price-sms = سعر التصفية
    .mark_price = سعر العلامة
    .mark_price-sms = سعر العلامة
    .position_id = المركز

order_filled = { $side ->
        [buy] تم شراء
       *[sell] تم بيع
    } { $quantity } { $symbol } بسعر { $price }
    .title = تم تنفيذ الأمر
    .subject = تم تنفيذ الأمر: { $symbol }
    .short = { $side ->
        [buy] تم شراء
       *[sell] تم بيع
    } { $quantity } بسعر { $price }
    .sms = تم التنفيذ: { $side ->
        [buy] شراء
       *[sell] بيع
    } { $quantity } { $symbol } بسعر { $price }
    .count = { $count ->
        [one] أمر منفذ واحد ({ $count })
        [two] أمران منفذان ({ $count })
        [few] { $count } أوامر منفذة
        [many] { $count } أمرًا منفذًا
       *[other] { $count } أمر منفذ
    }
    .fee = { SIGN($fee) ->
        [negative] رسوم مستردة
       *[other] الرسوم
    }
    .fee-sms = { SIGN($fee) ->
        [negative] رسوم مستردة
       *[other] الرسوم
    }
    .order_id = الأمر
    .client_order_id = معرف أمر العميل

price_alert = سعر { $symbol } الآن { $current_price } (تنبيهك: { $condition ->
        [above] أعلى من
       *[below] أدنى من
    } { $target_price })
    .title = تنبيه سعري
    .subject = تنبيه سعري: { $symbol }
    .short = السعر الآن { $current_price } (تنبيهك: { $condition ->
        [above] أعلى من
       *[below] أدنى من
    } { $target_price })
    .sms = تنبيه سعري: { $symbol } عند { $current_price } ({ $condition ->
        [above] أعلى من
       *[below] أدنى من
    } { $target_price })
    .count = { $count ->
        [one] تنبيه سعري واحد ({ $count })
        [two] تنبيهان سعريان ({ $count })
        [few] { $count } تنبيهات سعرية
        [many] { $count } تنبيهًا سعريًا
       *[other] { $count } تنبيه سعري
    }
    .note = ملاحظتك
    .note-sms = ملاحظة

price_feed = { $state ->
        [stale] لا توجد أسعار لـ { $symbol } منذ { $last_tick_at }
       *[resumed] عاد تحديث أسعار { $symbol }
    }
    .title = { $state ->
        [stale] انقطع تحديث الأسعار
       *[resumed] عاد تحديث الأسعار
    }
    .subject = { $state ->
        [stale] انقطع تحديث الأسعار: { $symbol }
       *[resumed] عاد تحديث الأسعار: { $symbol }
    }
    .short = { $state ->
        [stale] لا توجد أسعار منذ { $last_tick_at }
       *[resumed] تصل الأسعار من جديد
    }
    .sms = { $state ->
        [stale] لا توجد أسعار لـ { $symbol } منذ { $last_tick_at }: لن تعمل تنبيهاتك على هذا السوق
       *[resumed] عاد تحديث أسعار { $symbol }: تنبيهاتك على هذا السوق تعمل من جديد
    }
    .more = { $state ->
        [stale] لن تعمل تنبيهاتك على هذا السوق حتى تعود الأسعار
       *[resumed] تنبيهاتك على هذا السوق تعمل من جديد
    }
    .count = { $count ->
        [one] إشعار واحد عن تحديث الأسعار ({ $count })
        [two] إشعاران عن تحديث الأسعار ({ $count })
        [few] { $count } إشعارات عن تحديث الأسعار
        [many] { $count } إشعارًا عن تحديث الأسعار
       *[other] { $count } إشعار عن تحديث الأسعار
    }

order_partially_filled = { $side ->
        [buy] تم شراء
       *[sell] تم بيع
    } { $filled_quantity } { $symbol } بسعر { $price }
    .title = تم تنفيذ الأمر جزئيًا
    .subject = تم تنفيذ الأمر جزئيًا: { $symbol }
    .short = { $side ->
        [buy] تم شراء
       *[sell] تم بيع
    } { $filled_quantity } بسعر { $price }
    .sms = تنفيذ جزئي: { $side ->
        [buy] شراء
       *[sell] بيع
    } { $filled_quantity } { $symbol } بسعر { $price }
    .count = { $count ->
        [one] عملية تنفيذ جزئي واحدة ({ $count })
        [two] عمليتا تنفيذ جزئي ({ $count })
        [few] { $count } عمليات تنفيذ جزئي
       *[other] { $count } عملية تنفيذ جزئي
    }
    .remaining_quantity = الكمية المتبقية
    .remaining_quantity-sms = المتبقي
    .order_id = الأمر
    .client_order_id = معرف أمر العميل

deposit_credited = تم إيداع { $amount } في حسابك
    .title = تم الإيداع
    .subject = تم الإيداع: { $amount }
    .short = أصبح المبلغ في حسابك
    .sms = تم الإيداع: { $amount }
    .count = { $count ->
        [one] إيداع واحد ({ $count })
        [two] إيداعان ({ $count })
        [few] { $count } إيداعات
        [many] { $count } إيداعًا
       *[other] { $count } إيداع
    }
    .network = الشبكة
    .tx_id = المعاملة
    .deposit_id = الإيداع

new_listing = { $name ->
        [absent] تم إدراج { $symbol }، التقييم { $score }
       *[present] تم إدراج { $name } ({ $symbol })، التقييم { $score }
    }
    .title = إدراج جديد
    .subject = إدراج جديد: { $symbol }
    .short = { $name ->
        [absent] التقييم { $score }
       *[present] تم إدراج { $name }، التقييم { $score }
    }
    .sms = { $name ->
        [absent] إدراج جديد: { $symbol }، التقييم { $score }
       *[present] إدراج جديد: { $symbol }، { $name }، التقييم { $score }
    }
    .count = { $count ->
        [one] إدراج جديد واحد ({ $count })
        [two] إدراجان جديدان ({ $count })
        [few] { $count } إدراجات جديدة
        [many] { $count } إدراجًا جديدًا
       *[other] { $count } إدراج جديد
    }
    .trading_starts_at = بدء التداول
    .trading_starts_at-sms = بدء التداول

weekly_pnl_report = الأرباح والخسائر المحققة: { $realized_pnl }
    .title = التقرير الأسبوعي: الأسبوع { WEEK($week) } من { YEAR($week) }
    .short = الأرباح والخسائر المحققة: { $realized_pnl }
    .sms = الأسبوع { WEEK($week) }/{ YEAR($week) }: ربح/خسارة محققة { $realized_pnl }
    .count = { $count ->
        [one] تقرير واحد ({ $count })
        [two] تقريران ({ $count })
        [few] { $count } تقارير
        [many] { $count } تقريرًا
       *[other] { $count } تقرير
    }
    .unrealized_pnl = الأرباح والخسائر غير المحققة
    .unrealized_pnl-sms = غير محققة
    .trades = الصفقات
    .trades-sms = الصفقات
    .volume = حجم التداول

# $counts
daily_report = { $counts ->
        [absent] لا يوجد نشاط
       *[present] { $counts }
    }
    .title = التقرير اليومي: { $day }
    .short = { $counts ->
        [absent] لا يوجد نشاط
       *[present] { $counts }
    }
    .sms = { $day }: { $counts ->
        [absent] لا يوجد نشاط
       *[present] { $counts }
    }
    .count = { $count ->
        [one] تقرير واحد ({ $count })
        [two] تقريران ({ $count })
        [few] { $count } تقارير
        [many] { $count } تقريرًا
       *[other] { $count } تقرير
    }
    .realized_pnl = الأرباح والخسائر المحققة
    .realized_pnl-sms = ربح/خسارة
    .unrealized_pnl = الأرباح والخسائر غير المحققة
    .unrealized_pnl-sms = غير محققة

referral_accrued = حصلت على مكافأة إحالة: { $amount }
    .title = مكافأة إحالة
    .subject = مكافأة إحالة: { $amount }
    .short = حصلت عليها من إحالاتك
    .sms = مكافأة إحالة: { $amount }
    .count = { $count ->
        [one] مكافأة إحالة واحدة ({ $count })
        [two] مكافأتا إحالة ({ $count })
        [few] { $count } مكافآت إحالة
       *[other] { $count } مكافأة إحالة
    }
    .referral_count = إحالاتك
    .accrual_id = المكافأة

contact_changed = { $change ->
        [added] { $kind ->
            [email] تمت إضافة عنوان بريد إلكتروني إلى حسابك
            [phone] تمت إضافة رقم هاتف إلى حسابك
            [telegram] تمت إضافة محادثة Telegram إلى حسابك
           *[device] تمت إضافة جهاز إلى حسابك
        }
        [removed] { $kind ->
            [email] تمت إزالة عنوان بريد إلكتروني من حسابك
            [phone] تمت إزالة رقم هاتف من حسابك
            [telegram] تمت إزالة محادثة Telegram من حسابك
           *[device] تمت إزالة جهاز من حسابك
        }
        [moved] { $kind ->
            [email] أصبح أحد عناوين بريدك الإلكتروني تابعًا لحساب آخر
            [phone] أصبح أحد أرقام هواتفك تابعًا لحساب آخر
            [telegram] أصبحت إحدى محادثاتك على Telegram تابعة لحساب آخر
           *[device] أصبح أحد أجهزتك تابعًا لحساب آخر
        }
       *[absent] { $kind ->
            [email] تم تغيير عنوان البريد الإلكتروني لحسابك
            [phone] تم تغيير رقم هاتف حسابك
            [telegram] تم تغيير محادثة Telegram المرتبطة بحسابك
           *[device] تم تغيير الجهاز المرتبط بحسابك
        }
    }
    .title = تنبيه أمني
    .subject = { $kind ->
        [email] تنبيه أمني: البريد الإلكتروني
        [phone] تنبيه أمني: رقم الهاتف
        [telegram] تنبيه أمني: محادثة Telegram
       *[device] تنبيه أمني: الجهاز
    }
    .short = { $change ->
        [added] { $kind ->
            [email] تمت إضافة عنوان بريد إلكتروني إلى حسابك
            [phone] تمت إضافة رقم هاتف إلى حسابك
            [telegram] تمت إضافة محادثة Telegram إلى حسابك
           *[device] تمت إضافة جهاز إلى حسابك
        }
        [removed] { $kind ->
            [email] تمت إزالة عنوان بريد إلكتروني من حسابك
            [phone] تمت إزالة رقم هاتف من حسابك
            [telegram] تمت إزالة محادثة Telegram من حسابك
           *[device] تمت إزالة جهاز من حسابك
        }
        [moved] { $kind ->
            [email] أصبح أحد عناوين بريدك الإلكتروني تابعًا لحساب آخر
            [phone] أصبح أحد أرقام هواتفك تابعًا لحساب آخر
            [telegram] أصبحت إحدى محادثاتك على Telegram تابعة لحساب آخر
           *[device] أصبح أحد أجهزتك تابعًا لحساب آخر
        }
       *[absent] { $kind ->
            [email] تم تغيير عنوان البريد الإلكتروني لحسابك
            [phone] تم تغيير رقم هاتف حسابك
            [telegram] تم تغيير محادثة Telegram المرتبطة بحسابك
           *[device] تم تغيير الجهاز المرتبط بحسابك
        }
    }
    .sms = تنبيه أمني: { $change ->
        [added] { $kind ->
            [email] تمت إضافة عنوان بريد إلكتروني إلى حسابك
            [phone] تمت إضافة رقم هاتف إلى حسابك
            [telegram] تمت إضافة محادثة Telegram إلى حسابك
           *[device] تمت إضافة جهاز إلى حسابك
        }
        [removed] { $kind ->
            [email] تمت إزالة عنوان بريد إلكتروني من حسابك
            [phone] تمت إزالة رقم هاتف من حسابك
            [telegram] تمت إزالة محادثة Telegram من حسابك
           *[device] تمت إزالة جهاز من حسابك
        }
        [moved] { $kind ->
            [email] أصبح أحد عناوين بريدك الإلكتروني تابعًا لحساب آخر
            [phone] أصبح أحد أرقام هواتفك تابعًا لحساب آخر
            [telegram] أصبحت إحدى محادثاتك على Telegram تابعة لحساب آخر
           *[device] أصبح أحد أجهزتك تابعًا لحساب آخر
        }
       *[absent] { $kind ->
            [email] تم تغيير عنوان البريد الإلكتروني لحسابك
            [phone] تم تغيير رقم هاتف حسابك
            [telegram] تم تغيير محادثة Telegram المرتبطة بحسابك
           *[device] تم تغيير الجهاز المرتبط بحسابك
        }
    }. إن لم تكن أنت من فعل ذلك، فتصرف الآن عبر التطبيق
    .more = إذا لم تكن أنت من فعل ذلك، فأمّن حسابك فورًا
    .count = { $count ->
        [one] تنبيه أمني واحد ({ $count })
        [two] تنبيهان أمنيان ({ $count })
        [few] { $count } تنبيهات أمنية
        [many] { $count } تنبيهًا أمنيًا
       *[other] { $count } تنبيه أمني
    }
    .new_masked = جهة الاتصال

# $section
preferences_weakened = تم تقليص إشعاراتك بشأن { $section }
    .title = تنبيه أمني
    .subject = تنبيه أمني: إعدادات الإشعارات
    .short = تم تقليص إشعاراتك بشأن { $section }
    .sms = تنبيه أمني: تم تقليص إشعاراتك بشأن { $section }
    .more = إذا لم تكن أنت من فعل ذلك، فأمّن حسابك فورًا
    .count = { $count ->
        [one] تنبيه أمني واحد ({ $count })
        [two] تنبيهان أمنيان ({ $count })
        [few] { $count } تنبيهات أمنية
        [many] { $count } تنبيهًا أمنيًا
       *[other] { $count } تنبيه أمني
    }

position_partially_liquidated = تمت تصفية جزء من { $side ->
        [long] مركز الشراء (Long)
       *[short] مركز البيع (Short)
    } الخاص بك في { $symbol }: { $quantity } بسعر { $price }
    .title = تمت تصفية المركز جزئيًا
    .subject = تمت تصفية المركز جزئيًا: { $symbol }
    .short = تمت تصفية { $quantity } من { $side ->
        [long] مركز الشراء (Long)
       *[short] مركز البيع (Short)
    } الخاص بك بسعر { $price }
    .sms = تصفية جزئية: { $side ->
        [long] شراء (Long)
       *[short] بيع (Short)
    } { $quantity } { $symbol } بسعر { $price }
    .count = { $count ->
        [one] تصفية جزئية واحدة ({ $count })
        [two] تصفيتان جزئيتان ({ $count })
        [few] { $count } تصفيات جزئية
       *[other] { $count } تصفية جزئية
    }
    .position_id = المركز
    .remaining_quantity = الكمية المتبقية
    .remaining_quantity-sms = المتبقي
    .realized_pnl = الأرباح والخسائر المحققة
    .realized_pnl-sms = ربح/خسارة
    .client_order_id = معرف أمر العميل

# ADL is auto-deleveraging.
position_reduced = تم تقليص { $side ->
        [long] مركز الشراء (Long)
       *[short] مركز البيع (Short)
    } الخاص بك في { $symbol } عبر خفض الرافعة التلقائي (ADL): { $quantity } بسعر { $price }
    .title = تم تقليص المركز (ADL)
    .subject = تم تقليص المركز (ADL): { $symbol }
    .short = تم إغلاق { $quantity } من { $side ->
        [long] مركز الشراء (Long)
       *[short] مركز البيع (Short)
    } الخاص بك بسعر { $price } عبر خفض الرافعة التلقائي
    .sms = تقليص ADL: { $side ->
        [long] شراء (Long)
       *[short] بيع (Short)
    } { $quantity } { $symbol } بسعر { $price }
    .count = { $count ->
        [one] عملية تقليص ADL واحدة ({ $count })
        [two] عمليتا تقليص ADL ({ $count })
        [few] { $count } عمليات تقليص ADL
       *[other] { $count } عملية تقليص ADL
    }
    .position_id = المركز
    .remaining_quantity = الكمية المتبقية
    .remaining_quantity-sms = المتبقي
    .realized_pnl = الأرباح والخسائر المحققة
    .realized_pnl-sms = ربح/خسارة
    .client_order_id = معرف أمر العميل

margin_restored = { $symbol ->
        [absent] عادت نسبة هامش حسابك إلى { $margin_ratio_percent }%
       *[present] عادت نسبة هامش { $symbol } إلى { $margin_ratio_percent }%
    }
    .title = تمت استعادة الهامش
    .subject = { $symbol ->
        [absent] تمت استعادة الهامش: حسابك
       *[present] تمت استعادة الهامش: { $symbol }
    }
    .short = عادت نسبة الهامش إلى { $margin_ratio_percent }%
    .sms = { $symbol ->
        [absent] تمت استعادة الهامش: حسابك عند { $margin_ratio_percent }%
       *[present] تمت استعادة الهامش: { $symbol } عند { $margin_ratio_percent }%
    }
    .count = { $count ->
        [one] حالة استعادة هامش واحدة ({ $count })
        [two] حالتا استعادة هامش ({ $count })
        [few] { $count } حالات استعادة هامش
       *[other] { $count } حالة استعادة هامش
    }
    .position_id = المركز

loan_ltv_warning = نسبة القرض إلى القيمة (LTV) لقرضك الآن { $ltv_percent }%
    .title = تحذير LTV للقرض
    .subject = تحذير LTV للقرض: { $ltv_percent }%
    .short = يقترب قرضك من التصفية
    .sms = تحذير LTV للقرض: { $ltv_percent }%، أضف ضمانًا أو سدد القرض
    .more = أضف ضمانًا أو سدد القرض لتجنب التصفية
    .count = { $count ->
        [one] تحذير LTV واحد ({ $count })
        [two] تحذيرا LTV ({ $count })
        [few] { $count } تحذيرات LTV
       *[other] { $count } تحذير LTV
    }
    .loan_id = القرض
    .liquidation_ltv_percent = نسبة LTV للتصفية (%)
    .liquidation_ltv_percent-sms = نسبة LTV للتصفية (%)
    .collateral_asset = الضمان

# $amount is the collateral that was sold.
loan_liquidated = تمت تصفية { $amount } من ضمان قرضك
    .title = تمت تصفية القرض
    .subject = تمت تصفية القرض: { $amount }
    .short = تم بيع الضمان لسداد قرضك
    .sms = تصفية القرض: تم بيع { $amount } من الضمان
    .count = { $count ->
        [one] تصفية قرض واحدة ({ $count })
        [two] تصفيتا قرض ({ $count })
        [few] { $count } تصفيات قروض
       *[other] { $count } تصفية قرض
    }
    .loan_id = القرض
    .price = السعر
    .price-sms = السعر

order_cancelled = { $by ->
        [user] لقد ألغيت أمرك على { $symbol }
       *[system] ألغت المنصة أمرك على { $symbol }
    }
    .title = تم إلغاء الأمر
    .subject = تم إلغاء الأمر: { $symbol }
    .short = { $by ->
        [user] لقد ألغيت أمرك
       *[system] ألغت المنصة أمرك
    }
    .sms = { $by ->
        [user] تم إلغاء الأمر: { $symbol }
       *[system] ألغت المنصة أمرك: { $symbol }
    }
    .count = { $count ->
        [one] أمر ملغى واحد ({ $count })
        [two] أمران ملغيان ({ $count })
        [few] { $count } أوامر ملغاة
        [many] { $count } أمرًا ملغى
       *[other] { $count } أمر ملغى
    }
    .order_id = الأمر
    .reason = السبب
    .remaining_quantity = الكمية غير المنفذة
    .remaining_quantity-sms = غير المنفذ

order_rejected = تم رفض أمرك على { $symbol }
    .title = تم رفض الأمر
    .subject = تم رفض الأمر: { $symbol }
    .short = لم يتم تقديم أمرك
    .sms = تم رفض الأمر: { $symbol }
    .count = { $count ->
        [one] أمر مرفوض واحد ({ $count })
        [two] أمران مرفوضان ({ $count })
        [few] { $count } أوامر مرفوضة
        [many] { $count } أمرًا مرفوضًا
       *[other] { $count } أمر مرفوض
    }
    .order_id = الأمر
    .reason = السبب
    .reason-sms = السبب

stop_triggered = { $kind ->
        [take_profit] تم تفعيل أمر جني الأرباح
        [trailing] تم تفعيل أمر الوقف المتحرك
       *[stop] تم تفعيل أمر الوقف
    } { $side ->
        [buy] لشراء
       *[sell] لبيع
    } { $symbol } عند { $stop_price }
    .title = { $kind ->
        [take_profit] تم تفعيل جني الأرباح
        [trailing] تم تفعيل الوقف المتحرك
       *[stop] تم تفعيل أمر الوقف
    }
    .subject = { $kind ->
        [take_profit] تم تفعيل جني الأرباح: { $symbol }
        [trailing] تم تفعيل الوقف المتحرك: { $symbol }
       *[stop] تم تفعيل أمر الوقف: { $symbol }
    }
    .short = تم تفعيل { $side ->
        [buy] أمر الشراء
       *[sell] أمر البيع
    } عند { $stop_price }
    .sms = { $kind ->
        [take_profit] تم تفعيل جني الأرباح
        [trailing] تم تفعيل الوقف المتحرك
       *[stop] تم تفعيل الوقف
    }: { $side ->
        [buy] شراء
       *[sell] بيع
    } { $symbol } عند { $stop_price }
    .count = { $count ->
        [one] أمر وقف مفعّل واحد ({ $count })
        [two] أمرا وقف مفعّلان ({ $count })
        [few] { $count } أوامر وقف مفعّلة
        [many] { $count } أمر وقف مفعّلًا
       *[other] { $count } أمر وقف مفعّل
    }
    .order_id = الأمر
    .quantity = الكمية
    .quantity-sms = الكمية
    .client_order_id = معرف أمر العميل

funding_paid = { SIGN($amount) ->
        [negative] دفعت رسوم تمويل بقيمة { ABS($amount) } عن { $symbol }
       *[other] استلمت رسوم تمويل بقيمة { $amount } عن { $symbol }
    }
    .title = { SIGN($amount) ->
        [negative] تم دفع رسوم التمويل
       *[other] تم استلام رسوم التمويل
    }
    .subject = { SIGN($amount) ->
        [negative] تم دفع رسوم التمويل: { $symbol }
       *[other] تم استلام رسوم التمويل: { $symbol }
    }
    .short = { SIGN($amount) ->
        [negative] دفعت { ABS($amount) }
       *[other] استلمت { $amount }
    }
    .sms = { SIGN($amount) ->
        [negative] تم دفع رسوم التمويل: { ABS($amount) } عن { $symbol }
       *[other] تم استلام رسوم التمويل: { $amount } عن { $symbol }
    }
    .count = { $count ->
        [one] دفعة تمويل واحدة ({ $count })
        [two] دفعتا تمويل ({ $count })
        [few] { $count } دفعات تمويل
       *[other] { $count } دفعة تمويل
    }
    .rate = معدل التمويل (%)
    .position_id = المركز

deposit_detected = تم رصد إيداع بقيمة { $amount } ولم يُضف إلى حسابك بعد
    .title = تم رصد إيداع
    .subject = تم رصد إيداع: { $amount }
    .short = سيُضاف إلى حسابك بعد تأكيده
    .sms = تم رصد إيداع: { $amount }، لم يُضف إلى حسابك بعد
    .count = { $count ->
        [one] إيداع واحد قيد التأكيد ({ $count })
        [two] إيداعان قيد التأكيد ({ $count })
        [few] { $count } إيداعات قيد التأكيد
        [many] { $count } إيداعًا قيد التأكيد
       *[other] { $count } إيداع قيد التأكيد
    }
    .deposit_id = الإيداع
    .network = الشبكة
    .tx_id = المعاملة
    .confirmations = التأكيدات
    .confirmations_needed = التأكيدات المطلوبة

withdrawal_confirmation_needed = طلب سحب { $amount } بانتظار تأكيدك
    .title = أكّد طلب السحب
    .subject = أكّد طلب السحب: { $amount }
    .short = طلب السحب بانتظار تأكيدك
    .sms = أكّد سحب { $amount } في التطبيق. إن لم تكن أنت من طلبه، فتصرف الآن عبر التطبيق
    .more = إذا لم تكن أنت من طلبه، فلا تؤكده وأمّن حسابك فورًا
    .count = { $count ->
        [one] طلب سحب واحد بانتظار التأكيد ({ $count })
        [two] طلبا سحب بانتظار التأكيد ({ $count })
        [few] { $count } طلبات سحب بانتظار التأكيد
       *[other] { $count } طلب سحب بانتظار التأكيد
    }
    .withdrawal_id = السحب
    .address_short = إلى العنوان
    .address_short-sms = إلى
    .network = الشبكة

withdrawal_requested = تم طلب سحب { $amount } من حسابك
    .title = تم طلب السحب
    .subject = تم طلب السحب: { $amount }
    .short = تم تقديم الطلب من حسابك
    .sms = تم طلب سحب { $amount }. إن لم تكن أنت من طلبه، فتصرف الآن عبر التطبيق
    .more = إذا لم تكن أنت من طلبه، فأمّن حسابك فورًا
    .count = { $count ->
        [one] طلب سحب واحد ({ $count })
        [two] طلبا سحب ({ $count })
        [few] { $count } طلبات سحب
       *[other] { $count } طلب سحب
    }
    .withdrawal_id = السحب
    .address_short = إلى العنوان
    .address_short-sms = إلى
    .network = الشبكة
    .available_at = يُرسل بعد

withdrawal_sent = تم إرسال سحبك بقيمة { $amount }
    .title = تم إرسال السحب
    .subject = تم إرسال السحب: { $amount }
    .short = المبلغ في طريقه إلى وجهته
    .sms = تم إرسال السحب: { $amount }
    .count = { $count ->
        [one] عملية سحب مرسلة واحدة ({ $count })
        [two] عمليتا سحب مرسلتان ({ $count })
        [few] { $count } عمليات سحب مرسلة
       *[other] { $count } عملية سحب مرسلة
    }
    .withdrawal_id = السحب
    .tx_id = المعاملة
    .network = الشبكة

withdrawal_completed = اكتمل سحبك بقيمة { $amount }
    .title = اكتمل السحب
    .subject = اكتمل السحب: { $amount }
    .short = تم تأكيده على الشبكة
    .sms = اكتمل السحب: { $amount }
    .count = { $count ->
        [one] عملية سحب مكتملة واحدة ({ $count })
        [two] عمليتا سحب مكتملتان ({ $count })
        [few] { $count } عمليات سحب مكتملة
       *[other] { $count } عملية سحب مكتملة
    }
    .withdrawal_id = السحب
    .tx_id = المعاملة
    .network = الشبكة

withdrawal_failed = فشل سحبك بقيمة { $amount }
    .title = فشل السحب
    .subject = فشل السحب: { $amount }
    .short = تعذّر إتمام عملية السحب
    .sms = فشل السحب: { $amount }
    .count = { $count ->
        [one] عملية سحب فاشلة واحدة ({ $count })
        [two] عمليتا سحب فاشلتان ({ $count })
        [few] { $count } عمليات سحب فاشلة
       *[other] { $count } عملية سحب فاشلة
    }
    .withdrawal_id = السحب
    .reason = السبب
    .reason-sms = السبب

# $from_account and $to_account are names of accounts.
transfer_completed = تم تحويل { $amount } من { $from_account } إلى { $to_account }
    .title = اكتمل التحويل
    .subject = اكتمل التحويل: { $amount }
    .short = من { $from_account } إلى { $to_account }
    .sms = اكتمل التحويل: { $amount } من { $from_account } إلى { $to_account }
    .count = { $count ->
        [one] تحويل واحد ({ $count })
        [two] تحويلان ({ $count })
        [few] { $count } تحويلات
        [many] { $count } تحويلًا
       *[other] { $count } تحويل
    }
    .transfer_id = التحويل

login_from_new_device = تم تسجيل الدخول إلى حسابك من جهاز جديد: { $device }
    .title = تسجيل دخول من جهاز جديد
    .short = تم تسجيل الدخول إلى حسابك من { $device }
    .sms = دخول إلى حسابك من جهاز جديد: { $device }. إن لم تكن أنت، فتصرف الآن عبر التطبيق
    .more = إذا لم تكن أنت، فأمّن حسابك فورًا
    .count = { $count ->
        [one] تسجيل دخول واحد من جهاز جديد ({ $count })
        [two] تسجيلا دخول من أجهزة جديدة ({ $count })
        [few] { $count } تسجيلات دخول من أجهزة جديدة
       *[other] { $count } تسجيل دخول من أجهزة جديدة
    }
    .country = الدولة
    .country-sms = الدولة
    .city = المدينة
    .city-sms = المدينة
    .ip_masked = عنوان IP

password_changed = تم تغيير كلمة مرور حسابك
    .title = تم تغيير كلمة المرور
    .short = تم تغيير كلمة مرور حسابك
    .sms = تم تغيير كلمة مرور حسابك. إن لم تكن أنت من فعل ذلك، فتصرف الآن عبر التطبيق
    .more = إذا لم تكن أنت من فعل ذلك، فأمّن حسابك فورًا
    .count = { $count ->
        [one] تغيير واحد لكلمة المرور ({ $count })
        [two] تغييران لكلمة المرور ({ $count })
        [few] { $count } تغييرات لكلمة المرور
        [many] { $count } تغييرًا لكلمة المرور
       *[other] { $count } تغيير لكلمة المرور
    }
    .device = الجهاز
    .device-sms = الجهاز
    .country = الدولة
    .country-sms = الدولة

two_factor_changed = { $change ->
        [enabled] تم تفعيل المصادقة الثنائية لحسابك
        [disabled] تم تعطيل المصادقة الثنائية لحسابك
       *[replaced] تم استبدال طريقة المصادقة الثنائية لحسابك
    }
    .title = { $change ->
        [enabled] تم تفعيل المصادقة الثنائية
        [disabled] تم تعطيل المصادقة الثنائية
       *[replaced] تم استبدال المصادقة الثنائية
    }
    .short = { $change ->
        [enabled] أصبحت مطلوبة لحسابك
        [disabled] لم تعد تحمي حسابك
       *[replaced] يستخدم حسابك الآن طريقة أخرى
    }
    .sms = { $change ->
        [enabled] تم تفعيل المصادقة الثنائية لحسابك
        [disabled] تم تعطيل المصادقة الثنائية لحسابك
       *[replaced] تم استبدال المصادقة الثنائية لحسابك
    }. إن لم تكن أنت من فعل ذلك، فتصرف الآن عبر التطبيق
    .more = إذا لم تكن أنت من فعل ذلك، فأمّن حسابك فورًا
    .count = { $count ->
        [one] تغيير واحد في المصادقة الثنائية ({ $count })
        [two] تغييران في المصادقة الثنائية ({ $count })
        [few] { $count } تغييرات في المصادقة الثنائية
        [many] { $count } تغييرًا في المصادقة الثنائية
       *[other] { $count } تغيير في المصادقة الثنائية
    }
    .method = الطريقة
    .method-sms = الطريقة

api_key_created = تم إنشاء مفتاح API جديد لحسابك
    .title = تم إنشاء مفتاح API
    .short = تم إنشاء مفتاح API جديد لحسابك
    .sms = تم إنشاء مفتاح API جديد لحسابك. إن لم تكن أنت من فعل ذلك، فتصرف الآن عبر التطبيق
    .more = إذا لم تكن أنت من فعل ذلك، فأمّن حسابك فورًا
    .count = { $count ->
        [one] مفتاح API جديد واحد ({ $count })
        [two] مفتاحا API جديدان ({ $count })
        [few] { $count } مفاتيح API جديدة
        [many] { $count } مفتاح API جديدًا
       *[other] { $count } مفتاح API جديد
    }
    .label = الاسم
    .label-sms = الاسم
    .permissions = الصلاحيات

withdrawal_address_added = تمت إضافة عنوان سحب لـ { $asset } إلى حسابك
    .title = تمت إضافة عنوان سحب
    .subject = تمت إضافة عنوان سحب: { $asset }
    .short = تمت إضافة عنوان سحب إلى حسابك
    .sms = تمت إضافة عنوان سحب لـ { $asset } إلى حسابك. إن لم تكن أنت من فعل ذلك، فتصرف الآن عبر التطبيق
    .more = إذا لم تكن أنت من فعل ذلك، فأمّن حسابك فورًا
    .count = { $count ->
        [one] عنوان سحب جديد واحد ({ $count })
        [two] عنوانا سحب جديدان ({ $count })
        [few] { $count } عناوين سحب جديدة
        [many] { $count } عنوان سحب جديدًا
       *[other] { $count } عنوان سحب جديد
    }
    .label = الاسم
    .label-sms = الاسم
    .address_short = العنوان
    .address_short-sms = العنوان
    .usable_from = متاح للاستخدام من

account_frozen = تم تجميد حسابك
    .title = تم تجميد الحساب
    .short = جمّدت المنصة حسابك
    .sms = تم تجميد حسابك. إذا لم تكن تتوقع ذلك، فتواصل مع الدعم
    .more = إذا لم تكن تتوقع ذلك، فتواصل مع الدعم فورًا
    .count = { $count ->
        [one] حالة تجميد حساب واحدة ({ $count })
        [two] حالتا تجميد حساب ({ $count })
        [few] { $count } حالات تجميد حساب
       *[other] { $count } حالة تجميد حساب
    }
    .freeze_id = رقم الحالة
    .reason = السبب
    .reason-sms = السبب
    .until = مجمّد حتى

p2p_payment_marked = أفاد الطرف الآخر بإرسال دفعة بقيمة { $amount } في صفقة P2P الخاصة بك
    .title = إشعار بالدفع في صفقة P2P
    .subject = إشعار بالدفع في صفقة P2P: { $amount }
    .short = تحقق من وصول المبلغ
    .sms = أفاد الطرف الآخر في صفقة P2P بدفع { $amount }. تحقق من وصول المبلغ قبل تحرير العملات
    .more = لا تحرر العملات المشفرة إلا بعد وصول المبلغ
    .count = { $count ->
        [one] دفعة P2P واحدة ({ $count })
        [two] دفعتا P2P ({ $count })
        [few] { $count } دفعات P2P
       *[other] { $count } دفعة P2P
    }
    .trade_id = الصفقة
    .counterparty = الطرف الآخر
    .counterparty-sms = الطرف الآخر

p2p_dispute_opened = تم فتح نزاع بشأن صفقة P2P الخاصة بك
    .title = تم فتح نزاع P2P
    .short = تم فتح نزاع بشأن صفقة P2P الخاصة بك
    .sms = تم فتح نزاع بشأن صفقة P2P الخاصة بك، قدّم ردك في التطبيق
    .more = قدّم ردك في التطبيق
    .count = { $count ->
        [one] نزاع P2P واحد ({ $count })
        [two] نزاعا P2P ({ $count })
        [few] { $count } نزاعات P2P
       *[other] { $count } نزاع P2P
    }
    .trade_id = الصفقة
    .reason = السبب

card_authorised = تم قبول دفعتك بالبطاقة بقيمة { $amount } لدى { $merchant }
    .title = تم قبول الدفع بالبطاقة
    .subject = تم قبول الدفع بالبطاقة: { $amount }
    .short = لدى { $merchant }
    .sms = تم قبول الدفع بالبطاقة: { $amount } لدى { $merchant }
    .count = { $count ->
        [one] دفعة واحدة بالبطاقة ({ $count })
        [two] دفعتان بالبطاقة ({ $count })
        [few] { $count } دفعات بالبطاقة
       *[other] { $count } دفعة بالبطاقة
    }
    .authorisation_id = الدفعة

card_declined = تم رفض دفعتك بالبطاقة بقيمة { $amount } لدى { $merchant }
    .title = تم رفض الدفع بالبطاقة
    .subject = تم رفض الدفع بالبطاقة: { $amount }
    .short = لدى { $merchant }
    .sms = تم رفض الدفع بالبطاقة: { $amount } لدى { $merchant }
    .count = { $count ->
        [one] دفعة مرفوضة واحدة بالبطاقة ({ $count })
        [two] دفعتان مرفوضتان بالبطاقة ({ $count })
        [few] { $count } دفعات مرفوضة بالبطاقة
       *[other] { $count } دفعة مرفوضة بالبطاقة
    }
    .authorisation_id = الدفعة
    .reason = السبب
    .reason-sms = السبب

copy_stopped = لم تعد تنسخ صفقات { $leader }
    .title = توقف نسخ التداول
    .subject = توقف نسخ التداول: { $leader }
    .short = لم تعد تنسخ صفقات هذا المتداول الرئيسي
    .sms = توقف نسخ التداول: { $leader }
    .count = { $count ->
        [one] عملية نسخ تداول متوقفة واحدة ({ $count })
        [two] عمليتا نسخ تداول متوقفتان ({ $count })
        [few] { $count } عمليات نسخ تداول متوقفة
       *[other] { $count } عملية نسخ تداول متوقفة
    }
    .reason = السبب
    .realized_pnl = الأرباح والخسائر المحققة
    .realized_pnl-sms = ربح/خسارة

# $amount is free again.
earn_matured = حل موعد استحقاق منتج Earn الخاص بك وأصبح المبلغ متاحًا: { $amount }
    .title = استحقاق منتج Earn
    .subject = استحقاق منتج Earn: { $amount }
    .short = أصبح المبلغ متاحًا من جديد
    .sms = استحقاق منتج Earn: أصبح المبلغ { $amount } متاحًا
    .count = { $count ->
        [one] منتج Earn مستحق واحد ({ $count })
        [two] منتجا Earn مستحقان ({ $count })
        [few] { $count } منتجات Earn مستحقة
        [many] { $count } منتج Earn مستحقًا
       *[other] { $count } منتج Earn مستحق
    }
    .product_id = المنتج
    .reward = المكافأة
    .reward-sms = المكافأة

contract_expiring = ينتهي عقد { $symbol } في { $expires_at }
    .title = العقد على وشك الانتهاء
    .subject = العقد على وشك الانتهاء: { $symbol }
    .short = ينتهي في { $expires_at }
    .sms = ينتهي عقد { $symbol } قريبًا في { $expires_at }
    .count = { $count ->
        [one] عقد واحد على وشك الانتهاء ({ $count })
        [two] عقدان على وشك الانتهاء ({ $count })
        [few] { $count } عقود على وشك الانتهاء
        [many] { $count } عقدًا على وشك الانتهاء
       *[other] { $count } عقد على وشك الانتهاء
    }
    .settlement_price = سعر التسوية المتوقع
    .settlement_price-sms = سعر التسوية

trading_halted = تم تعليق التداول على { $symbol }
    .title = تم تعليق التداول
    .subject = تم تعليق التداول: { $symbol }
    .short = لا تُنفذ الأوامر في الوقت الحالي
    .sms = تم تعليق التداول: { $symbol }
    .count = { $count ->
        [one] حالة تعليق تداول واحدة ({ $count })
        [two] حالتا تعليق تداول ({ $count })
        [few] { $count } حالات تعليق تداول
       *[other] { $count } حالة تعليق تداول
    }
    .reason = السبب
    .until = الاستئناف المتوقع
    .until-sms = الاستئناف المتوقع

trading_resumed = تم استئناف التداول على { $symbol }
    .title = تم استئناف التداول
    .subject = تم استئناف التداول: { $symbol }
    .short = تُنفذ الأوامر من جديد
    .sms = تم استئناف التداول: { $symbol }
    .count = { $count ->
        [one] حالة استئناف تداول واحدة ({ $count })
        [two] حالتا استئناف تداول ({ $count })
        [few] { $count } حالات استئناف تداول
       *[other] { $count } حالة استئناف تداول
    }

delisting = سيتم إلغاء إدراج { $symbol }: ينتهي التداول في { $trading_ends_at }
    .title = إلغاء إدراج
    .subject = إلغاء إدراج: { $symbol }
    .short = ينتهي التداول في { $trading_ends_at }
    .sms = إلغاء إدراج { $symbol }: ينتهي التداول في { $trading_ends_at }
    .count = { $count ->
        [one] عملية إلغاء إدراج واحدة ({ $count })
        [two] عمليتا إلغاء إدراج ({ $count })
        [few] { $count } عمليات إلغاء إدراج
       *[other] { $count } عملية إلغاء إدراج
    }
    .withdrawals_end_at = انتهاء السحب

margin_requirements_changed = تتغير متطلبات هامش { $symbol } في { $effective_at }
    .title = تغيير متطلبات الهامش
    .subject = تغيير متطلبات الهامش: { $symbol }
    .short = يسري التغيير في { $effective_at }
    .sms = تتغير متطلبات هامش { $symbol } في { $effective_at }
    .count = { $count ->
        [one] تغيير واحد في متطلبات الهامش ({ $count })
        [two] تغييران في متطلبات الهامش ({ $count })
        [few] { $count } تغييرات في متطلبات الهامش
        [many] { $count } تغييرًا في متطلبات الهامش
       *[other] { $count } تغيير في متطلبات الهامش
    }
    .old_percent = هامش الصيانة القديم (%)
    .old_percent-sms = القديم (%)
    .new_percent = هامش الصيانة الجديد (%)
    .new_percent-sms = الجديد (%)

maintenance = صيانة مجدولة من { $starts_at } إلى { $ends_at }
    .title = صيانة مجدولة
    .short = من { $starts_at } إلى { $ends_at }
    .sms = صيانة من { $starts_at } إلى { $ends_at }
    .count = { $count ->
        [one] إشعار صيانة واحد ({ $count })
        [two] إشعارا صيانة ({ $count })
        [few] { $count } إشعارات صيانة
       *[other] { $count } إشعار صيانة
    }
    .scope = الخدمات المتأثرة

# $title and $body are the exchange's own texts.
incident = { $title }: { $body }
    .title = { $state ->
        [open] عطل فني
        [update] تحديث بشأن العطل
       *[resolved] تم إصلاح العطل
    }
    .subject = { $state ->
        [open] عطل فني: { $title }
        [update] تحديث بشأن العطل: { $title }
       *[resolved] تم إصلاح العطل: { $title }
    }
    .short = { $body }
    .sms = { $state ->
        [open] عطل فني: { $title }
        [update] تحديث بشأن العطل: { $title }
       *[resolved] تم إصلاح العطل: { $title }
    }
    .count = { $count ->
        [one] إشعار عطل واحد ({ $count })
        [two] إشعارا عطل ({ $count })
        [few] { $count } إشعارات أعطال
       *[other] { $count } إشعار عطل
    }
    .incident_id = رقم العطل

# $title and $body are the exchange's own texts.
announcement = { $title }: { $body }
    .title = إعلان
    .subject = { $title }
    .short = { $body }
    .sms = إعلان: { $title }
    .count = { $count ->
        [one] إعلان واحد ({ $count })
        [two] إعلانان ({ $count })
        [few] { $count } إعلانات
        [many] { $count } إعلانًا
       *[other] { $count } إعلان
    }
    .link = اقرأ المزيد

kyc_approved = تم التحقق من هويتك
    .title = تم التحقق من الهوية
    .short = تمت الموافقة على طلب التحقق الخاص بك
    .sms = تم التحقق من هويتك
    .count = { $count ->
        [one] طلب تحقق مقبول واحد ({ $count })
        [two] طلبا تحقق مقبولان ({ $count })
        [few] { $count } طلبات تحقق مقبولة
        [many] { $count } طلب تحقق مقبولًا
       *[other] { $count } طلب تحقق مقبول
    }
    .case_id = رقم الطلب

kyc_action_needed = يتطلب التحقق من هويتك إجراءً منك
    .title = التحقق من الهوية: مطلوب إجراء
    .short = لم يكتمل التحقق من هويتك
    .sms = يرجى إكمال التحقق من هويتك في التطبيق
    .more = يرجى إكماله في التطبيق
    .count = { $count ->
        [one] طلب واحد بشأن التحقق من هويتك ({ $count })
        [two] طلبان بشأن التحقق من هويتك ({ $count })
        [few] { $count } طلبات بشأن التحقق من هويتك
        [many] { $count } طلبًا بشأن التحقق من هويتك
       *[other] { $count } طلب بشأن التحقق من هويتك
    }
    .case_id = رقم الطلب
    .reason = السبب
    .due_by = الموعد النهائي

source_of_funds_needed = نحتاج إلى إثبات مصدر أموالك
    .title = مطلوب إثبات مصدر الأموال
    .short = نحتاج إلى إثبات مصدر أموالك
    .sms = يرجى تقديم إثبات مصدر أموالك في التطبيق
    .more = يرجى تقديمه في التطبيق
    .count = { $count ->
        [one] طلب واحد لإثبات مصدر الأموال ({ $count })
        [two] طلبان لإثبات مصدر الأموال ({ $count })
        [few] { $count } طلبات لإثبات مصدر الأموال
        [many] { $count } طلبًا لإثبات مصدر الأموال
       *[other] { $count } طلب لإثبات مصدر الأموال
    }
    .case_id = رقم الطلب
    .due_by = الموعد النهائي

fee_tier_changed = مستوى رسومك الآن { $tier }
    .title = تم تغيير مستوى الرسوم
    .subject = تم تغيير مستوى الرسوم: { $tier }
    .short = تسري رسوم جديدة على صفقاتك
    .sms = مستوى رسومك الآن { $tier }
    .count = { $count ->
        [one] تغيير واحد في مستوى رسومك ({ $count })
        [two] تغييران في مستوى رسومك ({ $count })
        [few] { $count } تغييرات في مستوى رسومك
        [many] { $count } تغييرًا في مستوى رسومك
       *[other] { $count } تغيير في مستوى رسومك
    }
    .maker_fee_percent = رسوم الصانع (%)
    .maker_fee_percent-sms = الصانع (%)
    .taker_fee_percent = رسوم الآخذ (%)
    .taker_fee_percent-sms = الآخذ (%)

# $period is a text such as 2026-10.
statement_ready = كشف حسابك عن { "\u200E" }{ $period }{ "\u200E" } جاهز
    .title = كشف الحساب جاهز
    .subject = كشف الحساب جاهز: { "\u200E" }{ $period }{ "\u200E" }
    .short = يمكنك تنزيله من التطبيق
    .sms = كشف الحساب جاهز: { $period }
    .count = { $count ->
        [one] كشف حساب واحد ({ $count })
        [two] كشفا حساب ({ $count })
        [few] { $count } كشوف حساب
       *[other] { $count } كشف حساب
    }

# $period is a text such as 2026.
tax_report_ready = تقريرك الضريبي عن { "\u200E" }{ $period }{ "\u200E" } جاهز
    .title = التقرير الضريبي جاهز
    .subject = التقرير الضريبي جاهز: { "\u200E" }{ $period }{ "\u200E" }
    .short = يمكنك تنزيله من التطبيق
    .sms = التقرير الضريبي جاهز: { $period }
    .count = { $count ->
        [one] تقرير ضريبي واحد ({ $count })
        [two] تقريران ضريبيان ({ $count })
        [few] { $count } تقارير ضريبية
        [many] { $count } تقريرًا ضريبيًا
       *[other] { $count } تقرير ضريبي
    }

# A test of the trader's channels
delivery_test = هذا اختبار: إشعاراتك تصلك هنا
    .title = إشعار تجريبي
    .short = إشعاراتك تصلك هنا
    .sms = هذا اختبار: إشعاراتك تصلك هنا
    .count = { $count ->
        [one] إشعار تجريبي واحد ({ $count })
        [two] إشعاران تجريبيان ({ $count })
        [few] { $count } إشعارات تجريبية
        [many] { $count } إشعارًا تجريبيًا
       *[other] { $count } إشعار تجريبي
    }

staking_reward = ربحت { $amount } من التخزين
    .title = مكافأة التخزين
    .subject = مكافأة التخزين: { $amount }
    .short = أرباح من التخزين
    .sms = مكافأة التخزين: { $amount }
    .count = { $count ->
        [one] مكافأة تخزين ({ $count })
        [two] مكافأتا تخزين ({ $count })
        [few] { $count } مكافآت تخزين
       *[other] { $count } مكافأة تخزين
    }
    .apr_percent = المعدل السنوي (%)
    .reward_id = المكافأة
