# The Turkish texts. The format is in ../README.md; en.ftl says what the variables are. A noun after a
# number has no plural, so counts need no selector. SMS texts are written without ı, ş, ğ, ç and İ, which
# GSM-7 lacks.

# The language
language-name = Türkçe
language-direction = ltr

# Dates: $day, $month, $year, $day2, $month2
date = { $day2 }.{ $month2 }.{ $year }

# $date, $time, $zone
date-time = { $date } { $time } { zone }

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
        [absent] Güncelliğini koruyan bildirim yok
       *[present] { $counts }
    }
    .title = Sessiz saatlerinizde { $size } bildirim
    .short = { $counts ->
        [absent] Güncelliğini koruyan bildirim yok
       *[present] { $counts }
    }
    .sms = Sessiz saatlerinizde { $size } bildirim: { $counts ->
        [absent] güncelligini koruyan bildirim yok
       *[present] { $counts }
    }
    .expired = Süresi dolan { $expired } bildirim daha var
    .count = { $count } özet

# Merged notifications: $size, $groups, $others, $expired; .group: $counted, $subject; .count: $count
merged_notifications = { $others ->
        [0] { $groups }
       *[other] { $groups } ve { $others } bildirim daha
    }
    .title = { $size ->
        [1] { $size } bildirim daha
       *[other] Kısa sürede { $size } bildirim
    }
    .short = { $others ->
        [0] { $groups }
       *[other] { $groups } ve { $others } bildirim daha
    }
    .sms = { $others ->
        [0] { $groups }
       *[other] { $groups } ve { $others } bildirim daha
    }
    .expired = Süresi dolan { $expired } bildirim daha var
    .group = { $subject }: { $counted }
    .count = { $count } özet

# The frame of an e-mail: $code
email-greeting = Merhaba,
email-footer = Hangi bildirimleri e-postayla alacağınızı bildirim ayarlarınızdan belirleyebilirsiniz.
email-unsubscribe = Bu tür e-postaları durdur
email-open = Uygulamada aç
email-ack = Görüldü olarak işaretle
email-support = Yardım ve destek
anti-phishing = Kimlik avı önleme kodunuz: { $code }

# Pushes
push-redacted = Görmek için uygulamayı açın.
    .title = Yeni bildirim
push-ack = Görüldü

# The sections of the preferences; .in-sentence stands after a colon
section-liquidation = Likidasyonlar
    .in-sentence = likidasyonlar
section-liquidationWarning = Marjin çağrıları
    .in-sentence = marjin çağrıları
    .thresholdPercent = Şu marjin oranının altında bildir (%)
    .repeat = Görülene kadar yinele
section-orderFilled = Gerçekleşen emirler
    .in-sentence = gerçekleşen emirler
section-priceAlert = Fiyat alarmları
    .in-sentence = fiyat alarmları
section-partialFill = Kısmi gerçekleşmeler
    .in-sentence = kısmi gerçekleşmeler
section-deposit = Yatırma işlemleri
    .in-sentence = yatırma işlemleri
section-newListing = Yeni listelemeler
    .in-sentence = yeni listelemeler
    .minScore = Minimum puan
section-weeklyReport = Haftalık rapor
    .in-sentence = haftalık raporlar
section-dailyReport = Günlük rapor
    .in-sentence = günlük raporlar
    .time = Saat
section-referral = Referans ödülleri
    .in-sentence = referans ödülleri
section-orderClosed = İptal edilen ve reddedilen emirler
    .in-sentence = iptal edilen ve reddedilen emirler
section-stopTriggered = Tetiklenen stop emirleri
    .in-sentence = tetiklenen stop emirleri
section-funding = Fonlama ödemeleri
    .in-sentence = fonlama ödemeleri
section-withdrawal = Çekim ve transferler
    .in-sentence = çekim ve transferler
section-p2p = P2P işlemleri
    .in-sentence = P2P işlemleri
section-card = Kart ödemeleri
    .in-sentence = kart ödemeleri
section-copyTrading = Kopya işlem
    .in-sentence = kopya işlem
section-earn = Earn ürünleri
    .in-sentence = Earn ürünleri
section-trading = Vadesi yaklaşan sözleşmeler
    .in-sentence = vadesi yaklaşan sözleşmeler
section-market = İşlem durdurma ve bakım
    .in-sentence = işlem durdurma ve bakım
section-account = Kimlik doğrulama ve komisyonlar
    .in-sentence = kimlik doğrulama ve komisyonlar
section-reports = Hesap ekstreleri ve vergi raporları
    .in-sentence = hesap ekstreleri ve vergi raporları
section-news = Duyurular
    .in-sentence = duyurular

# The replies of the Telegram bot: $account, $elsewhere. "hayir" is what HAYIR becomes in lower case
# outside Turkish.
telegram-ask-linked = Bu sohbet 24 saatliğine { $account } hesabına bağlandı.{ $elsewhere ->
        [yes] { " " }Dikkat: Bu sohbet zaten başka bir hesaba da bağlı.
       *[no] { "" }
    } Bu hesabın bildirimleri buraya gelecek. Bu hesap size mi ait? Bağlantıyı korumak için EVET, sonlandırmak için HAYIR yazın. Linki size başka biri gönderdiyse HAYIR yazın.
telegram-ask-moved = { $account } hesabının bildirimleri başka bir sohbete gidiyor.{ $elsewhere ->
        [yes] { " " }Dikkat: Bu sohbet zaten başka bir hesaba da bağlı.
       *[no] { "" }
    } Bu hesap size mi ait ve bildirimleri artık burada mı almak istiyorsunuz? Öyleyse 24 saat içinde EVET, değilse HAYIR yazın. Linki size başka biri gönderdiyse HAYIR yazın.
telegram-linked = Bu sohbet { $account } hesabına bağlandı. Bildirimleriniz artık buraya gelecek. Durdurmak için /stop gönderin.
telegram-bad-code = Bu kod geçersiz veya süresi dolmuş. Borsanın uygulamasını açıp Telegram'ı yeniden bağlayın.
telegram-unlinked = Artık burada bildirim almayacaksınız.
telegram-nothing-to-confirm = Burada onaylanacak bir şey yok.
telegram-how-to = Bildirimlerinizi burada almak için borsanın uygulamasını açın ve ayarlardan Telegram'ı bağlayın. Durdurmak için /stop gönderin.
telegram-try-again = İşlem başarısız oldu. Lütfen bir dakika sonra tekrar deneyin.
telegram-yes = Evet, bana ait
telegram-no = Hayır
telegram-yes-words = evet e tamam ok yes y /yes /confirm
telegram-no-words = hayır hayir h no n /no

# The ack of a notification in a Telegram chat, and the other commands of the bot: $channel, $time, $until,
# $channels, $from, $to, $zone
telegram-seen = Gördüm
telegram-seen-on = { $channel ->
        [websocket] Uygulamada görüldü: { $time }
        [push] Anlık bildirimde görüldü: { $time }
        [telegram] Telegram'da görüldü: { $time }
        [email] E-postada görüldü: { $time }
       *[sms] SMS'te görüldü: { $time }
    }
telegram-ok-words = ok okay tamam gördüm görüldü
telegram-nothing-to-ack = Burada görüldü olarak işaretlenecek bir şey yok.
telegram-snoozed = { $until } tarihine kadar ertelendi. O zamana kadar yalnızca en acil bildirimler size ulaşır. Bitirmek için /snooze off gönderin.
telegram-snooze-ended = Erteleme sona erdi. Bildirimleriniz size her zamanki gibi ulaşacak.
telegram-snooze-usage = /snooze 2h, /snooze 30m veya /snooze off gönderin. Erteleme en fazla 7 gün sürer.
telegram-reachable = Bildirimlerin size ulaştığı kanallar: { $channels }
telegram-quiet-hours = Sessiz saatler: { $from } - { $to } ({ $zone })
telegram-quiet-off = Sessiz saatler: kapalı
telegram-quiet-usage = /quiet 23:00 07:00 veya /quiet off gönderin. Saatler, saat diliminize göredir.

# The name of a channel in a list: $channel
channel-name = { $channel ->
        [websocket] uygulama
        [push] anlık bildirim
        [telegram] Telegram
        [email] e-posta
       *[sms] SMS
    }

# The pages of the unsubscribe link
unsubscribe-ask = Bu tür e-postaları artık almayacaksınız. Diğer bildirimleriniz aynı kalacak.
    .title = Abonelikten çık
    .button = Abonelikten çık
unsubscribe-done = Bu tür e-postaları artık almayacaksınız. Dilediğinizde ayarlarınızdan yeniden açabilirsiniz.
    .title = Abonelikten çıktınız
unsubscribe-ended = Hiçbir değişiklik yapılmadı. Bu e-postaları uygulamadaki bildirim ayarlarınızdan kapatabilirsiniz.
    .title = Bu linkin süresi doldu
unsubscribe-outdated = Bu link gönderildikten sonra e-postaları yeniden açtığınız için hiçbir değişiklik yapılmadı. Dilerseniz uygulamadaki bildirim ayarlarınızdan kapatabilirsiniz.
    .title = Bu link artık geçerli değil
unsubscribe-mandatory = Bu e-postalar sizi kayıplar veya hesabınızdaki değişiklikler konusunda uyarır. Hiçbir değişiklik yapılmadı.
    .title = Bu e-postalar buradan kapatılamaz

# The page of the link that marks a notification as seen
ack-ask = Böylece bildirimi gördüğünüzü biliriz ve hatırlatmaları durdurabiliriz.
    .title = Bu bildirimi gördünüz mü?
    .button = Görüldü olarak işaretle
ack-done = Görüldü olarak işaretlendi
ack-ended = Bildirimlerinizi görmek için uygulamayı açın.
    .title = Bu link artık geçerli değil
ack-failed = İşlem tamamlanamadı. Lütfen yeniden deneyin.
ack-no-script = Bu sayfa için JavaScript gerekir. Bildirimi uygulamada da açabilirsiniz.

# The event types

position_liquidated = { $quantity } { $symbol } { $side ->
        [long] long
       *[short] short
    } pozisyonunuz { $liquidation_price } fiyatından likide edildi
    .title = Pozisyon likide edildi
    .subject = Pozisyon likide edildi: { $symbol }
    .short = { $quantity } adetlik { $side ->
        [long] long
       *[short] short
    } pozisyonunuz { $liquidation_price } fiyatından likide edildi
    .sms = Likidasyon: { $side ->
        [long] long
       *[short] short
    } { $quantity } { $symbol }, fiyat { $liquidation_price }
    .count = { $count } likidasyon
    .realized_pnl = Gerçekleşen kâr/zarar
    .realized_pnl-sms = K/Z
    .position_id = Pozisyon no
    .client_order_id = İstemci emir no

margin_call = { $symbol ->
        [absent] Hesabınızın marjin oranı %{ $margin_ratio_percent } (likidasyon: %100)
       *[present] { $symbol } pozisyonunuzun marjin oranı %{ $margin_ratio_percent } (likidasyon: %100)
    }
    .title = Marjin çağrısı
    .subject = { $symbol ->
        [absent] Marjin çağrısı: hesabınız
       *[present] Marjin çağrısı: { $symbol }
    }
    .short = Marjin oranı %{ $margin_ratio_percent } (likidasyon: %100)
    .sms = { $symbol ->
        [absent] Marjin cagrisi: hesabinizin marjin orani %{ $margin_ratio_percent } (likidasyon: %100)
       *[present] Marjin cagrisi: { $symbol } marjin orani %{ $margin_ratio_percent } (likidasyon: %100)
    }
    .count = { $count } marjin çağrısı
    .liquidation_price = Likidasyon fiyatı
    .liquidation_price-sms = Lik. fiyati
    .mark_price = İşaret fiyatı
    .mark_price-sms = Isaret fiyati
    .position_id = Pozisyon no

order_filled = { $price } fiyatından { $quantity } { $symbol } { $side ->
        [buy] aldınız
       *[sell] sattınız
    }
    .title = Emir gerçekleşti
    .subject = Emir gerçekleşti: { $symbol }
    .short = { $price } fiyatından { $quantity } adet { $side ->
        [buy] aldınız
       *[sell] sattınız
    }
    .sms = Emir gerceklesti: { $price } fiyatindan { $quantity } { $symbol } { $side ->
        [buy] aldiniz
       *[sell] sattiniz
    }
    .count = { $count } gerçekleşen emir
    .fee = { SIGN($fee) ->
        [negative] Komisyon iadesi
       *[other] Komisyon
    }
    .fee-sms = { SIGN($fee) ->
        [negative] Komisyon iadesi
       *[other] Komisyon
    }
    .order_id = Emir no
    .client_order_id = İstemci emir no

price_alert = { $symbol } fiyatı { $current_price } (alarmınız: { $target_price } { $condition ->
        [above] üzeri
       *[below] altı
    })
    .title = Fiyat alarmı
    .subject = Fiyat alarmı: { $symbol }
    .short = Şu anki fiyat { $current_price } (alarmınız: { $target_price } { $condition ->
        [above] üzeri
       *[below] altı
    })
    .sms = Fiyat alarmi: { $symbol } { $current_price } ({ $target_price } { $condition ->
        [above] üzeri
       *[below] alti
    })
    .count = { $count } fiyat alarmı
    .note = Notunuz
    .note-sms = Not

price_feed = { $state ->
        [stale] { $symbol } fiyatları alınamıyor, son fiyat zamanı: { $last_tick_at }
       *[resumed] { $symbol } fiyatları yeniden geliyor
    }
    .title = { $state ->
        [stale] Fiyat akışı kesildi
       *[resumed] Fiyat akışı yeniden başladı
    }
    .subject = { $state ->
        [stale] Fiyat akışı kesildi: { $symbol }
       *[resumed] Fiyat akışı yeniden başladı: { $symbol }
    }
    .short = { $state ->
        [stale] Son fiyat zamanı: { $last_tick_at }
       *[resumed] Fiyatlar yeniden geliyor
    }
    .sms = { $state ->
        [stale] { $symbol } fiyatlari alinamiyor, son fiyat zamani: { $last_tick_at }. Alarmlariniz tetiklenemez
       *[resumed] { $symbol } fiyatlari yeniden geliyor, alarmlariniz yeniden izleniyor
    }
    .more = { $state ->
        [stale] Fiyatlar yeniden gelene kadar bu piyasadaki alarmlarınız tetiklenemez
       *[resumed] Bu piyasadaki alarmlarınız yeniden izleniyor
    }
    .count = { $count } fiyat akışı bildirimi

order_partially_filled = { $price } fiyatından { $filled_quantity } { $symbol } { $side ->
        [buy] aldınız
       *[sell] sattınız
    }
    .title = Emir kısmen gerçekleşti
    .subject = Emir kısmen gerçekleşti: { $symbol }
    .short = { $price } fiyatından { $filled_quantity } adet { $side ->
        [buy] aldınız
       *[sell] sattınız
    }
    .sms = Kismi gerceklesme: { $price } fiyatindan { $filled_quantity } { $symbol } { $side ->
        [buy] aldiniz
       *[sell] sattiniz
    }
    .count = { $count } kısmi gerçekleşme
    .remaining_quantity = Kalan miktar
    .remaining_quantity-sms = Kalan
    .order_id = Emir no
    .client_order_id = İstemci emir no

deposit_credited = { $amount } hesabınıza geçti
    .title = Yatırma işlemi tamamlandı
    .subject = Yatırma işlemi tamamlandı: { $amount }
    .short = Tutar hesabınıza geçti
    .sms = Yatirma islemi tamamlandi: { $amount }
    .count = { $count } yatırma işlemi
    .network = Ağ
    .tx_id = TxID
    .deposit_id = Yatırma no

new_listing = { $name ->
        [absent] { $symbol } listelendi, puan: { $score }
       *[present] { $name } ({ $symbol }) listelendi, puan: { $score }
    }
    .title = Yeni listeleme
    .subject = Yeni listeleme: { $symbol }
    .short = { $name ->
        [absent] Puan: { $score }
       *[present] { $name }, puan: { $score }
    }
    .sms = { $name ->
        [absent] Yeni listeleme: { $symbol }, puan { $score }
       *[present] Yeni listeleme: { $symbol }, { $name }, puan { $score }
    }
    .count = { $count } yeni listeleme
    .trading_starts_at = İşlem başlangıcı
    .trading_starts_at-sms = Islem baslangici

weekly_pnl_report = Gerçekleşen kâr/zarar: { $realized_pnl }
    .title = Haftalık rapor: { YEAR($week) }, { WEEK($week) }. hafta
    .short = Gerçekleşen kâr/zarar: { $realized_pnl }
    .sms = { YEAR($week) }, { WEEK($week) }. hafta: gerceklesen K/Z { $realized_pnl }
    .count = { $count } rapor
    .unrealized_pnl = Gerçekleşmemiş kâr/zarar
    .unrealized_pnl-sms = Gerceklesmemis K/Z
    .trades = İşlem sayısı
    .trades-sms = Islem sayisi
    .volume = İşlem hacmi

# $counts
daily_report = { $counts ->
        [absent] Hareket yok
       *[present] { $counts }
    }
    .title = Günlük rapor: { $day }
    .short = { $counts ->
        [absent] Hareket yok
       *[present] { $counts }
    }
    .sms = { $day }: { $counts ->
        [absent] hareket yok
       *[present] { $counts }
    }
    .count = { $count } rapor
    .realized_pnl = Gerçekleşen kâr/zarar
    .realized_pnl-sms = K/Z
    .unrealized_pnl = Gerçekleşmemiş kâr/zarar
    .unrealized_pnl-sms = Gerceklesmemis K/Z

referral_accrued = { $amount } referans ödülü kazandınız
    .title = Referans ödülü
    .subject = Referans ödülü: { $amount }
    .short = Davet ettiğiniz kişiler sayesinde kazandınız
    .sms = Referans ödülü: { $amount }
    .count = { $count } referans ödülü
    .referral_count = Davet ettiğiniz kişi sayısı
    .accrual_id = Ödül no

contact_changed = { $change ->
        [added] { $kind ->
            [email] Hesabınıza bir e-posta adresi eklendi
            [phone] Hesabınıza bir telefon numarası eklendi
            [telegram] Hesabınıza bir Telegram sohbeti eklendi
           *[device] Hesabınıza bir cihaz eklendi
        }
        [removed] { $kind ->
            [email] Hesabınızdan bir e-posta adresi kaldırıldı
            [phone] Hesabınızdan bir telefon numarası kaldırıldı
            [telegram] Hesabınızdan bir Telegram sohbeti kaldırıldı
           *[device] Hesabınızdan bir cihaz kaldırıldı
        }
        [moved] { $kind ->
            [email] Bir e-posta adresiniz artık başka bir hesaba bağlı
            [phone] Bir telefon numaranız artık başka bir hesaba bağlı
            [telegram] Bir Telegram sohbetiniz artık başka bir hesaba bağlı
           *[device] Bir cihazınız artık başka bir hesaba bağlı
        }
       *[absent] { $kind ->
            [email] Hesabınızın e-posta adresi değiştirildi
            [phone] Hesabınızın telefon numarası değiştirildi
            [telegram] Hesabınıza bağlı Telegram sohbeti değiştirildi
           *[device] Hesabınıza bağlı cihaz değiştirildi
        }
    }
    .title = Güvenlik uyarısı
    .subject = { $kind ->
        [email] Güvenlik uyarısı: e-posta adresi
        [phone] Güvenlik uyarısı: telefon numarası
        [telegram] Güvenlik uyarısı: Telegram sohbeti
       *[device] Güvenlik uyarısı: cihaz
    }
    .short = { $change ->
        [added] { $kind ->
            [email] Hesabınıza bir e-posta adresi eklendi
            [phone] Hesabınıza bir telefon numarası eklendi
            [telegram] Hesabınıza bir Telegram sohbeti eklendi
           *[device] Hesabınıza bir cihaz eklendi
        }
        [removed] { $kind ->
            [email] Hesabınızdan bir e-posta adresi kaldırıldı
            [phone] Hesabınızdan bir telefon numarası kaldırıldı
            [telegram] Hesabınızdan bir Telegram sohbeti kaldırıldı
           *[device] Hesabınızdan bir cihaz kaldırıldı
        }
        [moved] { $kind ->
            [email] Bir e-posta adresiniz artık başka bir hesaba bağlı
            [phone] Bir telefon numaranız artık başka bir hesaba bağlı
            [telegram] Bir Telegram sohbetiniz artık başka bir hesaba bağlı
           *[device] Bir cihazınız artık başka bir hesaba bağlı
        }
       *[absent] { $kind ->
            [email] Hesabınızın e-posta adresi değiştirildi
            [phone] Hesabınızın telefon numarası değiştirildi
            [telegram] Hesabınıza bağlı Telegram sohbeti değiştirildi
           *[device] Hesabınıza bağlı cihaz değiştirildi
        }
    }
    .sms = Güvenlik uyarisi: { $change ->
        [added] { $kind ->
            [email] Hesabiniza bir e-posta adresi eklendi
            [phone] Hesabiniza bir telefon numarasi eklendi
            [telegram] Hesabiniza bir Telegram sohbeti eklendi
           *[device] Hesabiniza bir cihaz eklendi
        }
        [removed] { $kind ->
            [email] Hesabinizdan bir e-posta adresi kaldirildi
            [phone] Hesabinizdan bir telefon numarasi kaldirildi
            [telegram] Hesabinizdan bir Telegram sohbeti kaldirildi
           *[device] Hesabinizdan bir cihaz kaldirildi
        }
        [moved] { $kind ->
            [email] Bir e-posta adresiniz artik baska bir hesaba bagli
            [phone] Bir telefon numaraniz artik baska bir hesaba bagli
            [telegram] Bir Telegram sohbetiniz artik baska bir hesaba bagli
           *[device] Bir cihaziniz artik baska bir hesaba bagli
        }
       *[absent] { $kind ->
            [email] Hesabinizin e-posta adresi degistirildi
            [phone] Hesabinizin telefon numarasi degistirildi
            [telegram] Hesabiniza bagli Telegram sohbeti degistirildi
           *[device] Hesabiniza bagli cihaz degistirildi
        }
    }. Bu islemi siz yapmadiysaniz hemen uygulamadan hesabinizi güvence altina alin
    .more = Bu işlemi siz yapmadıysanız hesabınızı hemen güvence altına alın
    .count = { $count } güvenlik uyarısı
    .new_masked = İletişim bilgisi

# $section
preferences_weakened = Şu bildirimleriniz kısıtlandı: { $section }
    .title = Güvenlik uyarısı
    .subject = Güvenlik uyarısı: bildirim ayarları
    .short = Şu bildirimleriniz kısıtlandı: { $section }
    .sms = Güvenlik uyarisi, kisitlanan bildirimleriniz: { $section }
    .more = Bu işlemi siz yapmadıysanız hesabınızı hemen güvence altına alın
    .count = { $count } güvenlik uyarısı

position_partially_liquidated = { $symbol } { $side ->
        [long] long
       *[short] short
    } pozisyonunuz kısmen likide edildi: { $quantity } adet, fiyat { $price }
    .title = Pozisyon kısmen likide edildi
    .subject = Pozisyon kısmen likide edildi: { $symbol }
    .short = { $side ->
        [long] Long
       *[short] Short
    } pozisyonunuzdan { $quantity } adet { $price } fiyatından likide edildi
    .sms = Kismi likidasyon: { $side ->
        [long] long
       *[short] short
    } { $quantity } { $symbol }, fiyat { $price }
    .count = { $count } kısmi likidasyon
    .position_id = Pozisyon no
    .remaining_quantity = Kalan miktar
    .remaining_quantity-sms = Kalan
    .realized_pnl = Gerçekleşen kâr/zarar
    .realized_pnl-sms = K/Z
    .client_order_id = İstemci emir no

# ADL: otomatik kaldıraç azaltma
position_reduced = { $symbol } { $side ->
        [long] long
       *[short] short
    } pozisyonunuz otomatik kaldıraç azaltma (ADL) ile küçültüldü: { $quantity } adet, fiyat { $price }
    .title = Pozisyon küçültüldü (ADL)
    .subject = Pozisyon küçültüldü (ADL): { $symbol }
    .short = { $side ->
        [long] Long
       *[short] Short
    } pozisyonunuzdan { $quantity } adet { $price } fiyatından otomatik kaldıraç azaltma ile kapatıldı
    .sms = ADL ile kücültüldü: { $side ->
        [long] long
       *[short] short
    } { $quantity } { $symbol }, fiyat { $price }
    .count = { $count } ADL işlemi
    .position_id = Pozisyon no
    .remaining_quantity = Kalan miktar
    .remaining_quantity-sms = Kalan
    .realized_pnl = Gerçekleşen kâr/zarar
    .realized_pnl-sms = K/Z
    .client_order_id = İstemci emir no

margin_restored = { $symbol ->
        [absent] Hesabınızın marjin oranı yeniden %{ $margin_ratio_percent } seviyesinde
       *[present] { $symbol } pozisyonunuzun marjin oranı yeniden %{ $margin_ratio_percent } seviyesinde
    }
    .title = Marjin oranı normale döndü
    .subject = { $symbol ->
        [absent] Marjin oranı normale döndü: hesabınız
       *[present] Marjin oranı normale döndü: { $symbol }
    }
    .short = Marjin oranı yeniden %{ $margin_ratio_percent } seviyesinde
    .sms = { $symbol ->
        [absent] Hesabinizin marjin orani normale döndü: %{ $margin_ratio_percent }
       *[present] { $symbol } marjin orani normale döndü: %{ $margin_ratio_percent }
    }
    .count = { $count } normale dönen marjin oranı
    .position_id = Pozisyon no

loan_ltv_warning = Kredinizin LTV (kredi/teminat) oranı %{ $ltv_percent } seviyesinde
    .title = Kredi LTV uyarısı
    .subject = Kredi LTV uyarısı: %{ $ltv_percent }
    .short = Krediniz likidasyona yaklaşıyor
    .sms = Kredi LTV uyarisi: %{ $ltv_percent }, teminat ekleyin veya geri ödeme yapin
    .more = Likidasyonu önlemek için teminat ekleyin veya geri ödeme yapın
    .count = { $count } LTV uyarısı
    .loan_id = Kredi no
    .liquidation_ltv_percent = Likidasyon LTV oranı (%)
    .liquidation_ltv_percent-sms = Lik. LTV (%)
    .collateral_asset = Teminat

# $amount
loan_liquidated = Kredinizin teminatından { $amount } likide edildi
    .title = Kredi teminatı likide edildi
    .subject = Kredi teminatı likide edildi: { $amount }
    .short = Kredinizin geri ödenmesi için teminat satıldı
    .sms = Kredi teminati likide edildi: { $amount }
    .count = { $count } kredi likidasyonu
    .loan_id = Kredi no
    .price = Fiyat
    .price-sms = Fiyat

order_cancelled = { $by ->
        [user] { $symbol } emrinizi iptal ettiniz
       *[system] { $symbol } emriniz borsa tarafından iptal edildi
    }
    .title = Emir iptal edildi
    .subject = Emir iptal edildi: { $symbol }
    .short = { $by ->
        [user] Emrinizi iptal ettiniz
       *[system] Emriniz borsa tarafından iptal edildi
    }
    .sms = { $by ->
        [user] Emir iptal edildi: { $symbol }
       *[system] Emir borsa tarafindan iptal edildi: { $symbol }
    }
    .count = { $count } iptal edilen emir
    .order_id = Emir no
    .reason = Neden
    .remaining_quantity = Gerçekleşmeyen miktar
    .remaining_quantity-sms = Gerceklesmeyen

order_rejected = { $symbol } emriniz reddedildi
    .title = Emir reddedildi
    .subject = Emir reddedildi: { $symbol }
    .short = Emriniz işleme alınmadı
    .sms = Emir reddedildi: { $symbol }
    .count = { $count } reddedilen emir
    .order_id = Emir no
    .reason = Neden
    .reason-sms = Neden

stop_triggered = { $symbol } { $kind ->
        [take_profit] kâr al
        [trailing] takip eden stop
       *[stop] stop
    } { $side ->
        [buy] alış
       *[sell] satış
    } emriniz { $stop_price } fiyatında tetiklendi
    .title = { $kind ->
        [take_profit] Kâr al emri tetiklendi
        [trailing] Takip eden stop emri tetiklendi
       *[stop] Stop emri tetiklendi
    }
    .subject = { $kind ->
        [take_profit] Kâr al emri tetiklendi: { $symbol }
        [trailing] Takip eden stop emri tetiklendi: { $symbol }
       *[stop] Stop emri tetiklendi: { $symbol }
    }
    .short = { $side ->
        [buy] Alış
       *[sell] Satış
    } emriniz { $stop_price } fiyatında tetiklendi
    .sms = { $kind ->
        [take_profit] Kar al emri tetiklendi
        [trailing] Takip eden stop emri tetiklendi
       *[stop] Stop emri tetiklendi
    }: { $symbol } { $side ->
        [buy] alis
       *[sell] satis
    }, fiyat { $stop_price }
    .count = { $count } tetiklenen stop emri
    .order_id = Emir no
    .quantity = Miktar
    .quantity-sms = Miktar
    .client_order_id = İstemci emir no

funding_paid = { SIGN($amount) ->
        [negative] { $symbol } için { ABS($amount) } fonlama ödediniz
       *[other] { $symbol } için { $amount } fonlama aldınız
    }
    .title = { SIGN($amount) ->
        [negative] Fonlama ödendi
       *[other] Fonlama alındı
    }
    .subject = { SIGN($amount) ->
        [negative] Fonlama ödendi: { $symbol }
       *[other] Fonlama alındı: { $symbol }
    }
    .short = { SIGN($amount) ->
        [negative] { ABS($amount) } ödediniz
       *[other] { $amount } aldınız
    }
    .sms = { SIGN($amount) ->
        [negative] { $symbol } icin fonlama ödendi: { ABS($amount) }
       *[other] { $symbol } icin fonlama alindi: { $amount }
    }
    .count = { $count } fonlama ödemesi
    .rate = Fonlama oranı (%)
    .position_id = Pozisyon no

deposit_detected = { $amount } yatırma işleminiz algılandı ancak henüz hesabınıza geçmedi
    .title = Yatırma işlemi algılandı
    .subject = Yatırma işlemi algılandı: { $amount }
    .short = Onaylandığında hesabınıza geçecek
    .sms = Yatirma islemi algilandi: { $amount }, henüz hesabiniza gecmedi
    .count = { $count } algılanan yatırma işlemi
    .deposit_id = Yatırma no
    .network = Ağ
    .tx_id = TxID
    .confirmations = Onay sayısı
    .confirmations_needed = Gereken onay sayısı

withdrawal_confirmation_needed = { $amount } çekim işleminiz onayınızı bekliyor
    .title = Çekim işleminizi onaylayın
    .subject = Çekim işleminizi onaylayın: { $amount }
    .short = İşlem onayınızı bekliyor
    .sms = { $amount } cekim isleminizi uygulamada onaylayin. Bu islemi siz yapmadiysaniz hemen uygulamadan hesabinizi güvence altina alin
    .more = Bu işlemi siz yapmadıysanız onaylamayın ve hesabınızı hemen güvence altına alın
    .count = { $count } onay bekleyen çekim
    .withdrawal_id = Çekim no
    .address_short = Alıcı adresi
    .address_short-sms = Alici
    .network = Ağ

withdrawal_requested = { $amount } için çekim talebi alındı
    .title = Çekim talebi alındı
    .subject = Çekim talebi alındı: { $amount }
    .short = Çekim talebi oluşturuldu
    .sms = Cekim talebi alindi: { $amount }. Bu islemi siz yapmadiysaniz hemen uygulamadan hesabinizi güvence altina alin
    .more = Bu işlemi siz yapmadıysanız hesabınızı hemen güvence altına alın
    .count = { $count } çekim talebi
    .withdrawal_id = Çekim no
    .address_short = Alıcı adresi
    .address_short-sms = Alici
    .network = Ağ
    .available_at = En erken gönderim

withdrawal_sent = { $amount } çekim işleminiz gönderildi
    .title = Çekim gönderildi
    .subject = Çekim gönderildi: { $amount }
    .short = Çekim işleminiz yolda
    .sms = Cekim gönderildi: { $amount }
    .count = { $count } gönderilen çekim
    .withdrawal_id = Çekim no
    .tx_id = TxID
    .network = Ağ

withdrawal_completed = { $amount } çekim işleminiz tamamlandı
    .title = Çekim tamamlandı
    .subject = Çekim tamamlandı: { $amount }
    .short = İşlem ağ üzerinde onaylandı
    .sms = Cekim tamamlandi: { $amount }
    .count = { $count } tamamlanan çekim
    .withdrawal_id = Çekim no
    .tx_id = TxID
    .network = Ağ

withdrawal_failed = { $amount } çekim işleminiz başarısız oldu
    .title = Çekim başarısız oldu
    .subject = Çekim başarısız oldu: { $amount }
    .short = Çekim işleminiz tamamlanamadı
    .sms = Cekim basarisiz oldu: { $amount }
    .count = { $count } başarısız çekim
    .withdrawal_id = Çekim no
    .reason = Neden
    .reason-sms = Neden

# $from_account, $to_account
transfer_completed = { $amount }, { $from_account } hesabından { $to_account } hesabına transfer edildi
    .title = Transfer tamamlandı
    .subject = Transfer tamamlandı: { $amount }
    .short = { $from_account } hesabından { $to_account } hesabına
    .sms = Transfer tamamlandi: { $amount }, { $from_account } hesabindan { $to_account } hesabina
    .count = { $count } transfer
    .transfer_id = Transfer no

login_from_new_device = Hesabınıza yeni bir cihazdan giriş yapıldı: { $device }
    .title = Yeni cihazdan giriş
    .short = Hesabınıza giriş yapılan cihaz: { $device }
    .sms = Hesabiniza yeni bir cihazdan giris yapildi: { $device }. Bu siz degilseniz hemen uygulamadan hesabinizi güvence altina alin
    .more = Bu siz değilseniz hesabınızı hemen güvence altına alın
    .count = { $count } yeni cihazdan giriş
    .country = Ülke
    .country-sms = Ülke
    .city = Şehir
    .city-sms = Sehir
    .ip_masked = IP adresi

password_changed = Hesabınızın şifresi değiştirildi
    .title = Şifre değiştirildi
    .short = Hesabınızın şifresi değiştirildi
    .sms = Hesabinizin sifresi degistirildi. Bu islemi siz yapmadiysaniz hemen uygulamadan hesabinizi güvence altina alin
    .more = Bu işlemi siz yapmadıysanız hesabınızı hemen güvence altına alın
    .count = { $count } şifre değişikliği
    .device = Cihaz
    .device-sms = Cihaz
    .country = Ülke
    .country-sms = Ülke

two_factor_changed = { $change ->
        [enabled] Hesabınızda iki adımlı doğrulama (2FA) açıldı
        [disabled] Hesabınızda iki adımlı doğrulama (2FA) kapatıldı
       *[replaced] Hesabınızın iki adımlı doğrulama (2FA) yöntemi değiştirildi
    }
    .title = { $change ->
        [enabled] İki adımlı doğrulama açıldı
        [disabled] İki adımlı doğrulama kapatıldı
       *[replaced] İki adımlı doğrulama değiştirildi
    }
    .short = { $change ->
        [enabled] Hesabınız için artık zorunlu
        [disabled] Artık hesabınızı korumuyor
       *[replaced] Hesabınız artık başka bir yöntem kullanıyor
    }
    .sms = { $change ->
        [enabled] Hesabinizda 2FA acildi
        [disabled] Hesabinizda 2FA kapatildi
       *[replaced] Hesabinizin 2FA yöntemi degistirildi
    }. Bu islemi siz yapmadiysaniz hemen uygulamadan hesabinizi güvence altina alin
    .more = Bu işlemi siz yapmadıysanız hesabınızı hemen güvence altına alın
    .count = { $count } 2FA değişikliği
    .method = Yöntem
    .method-sms = Yöntem

api_key_created = Hesabınızda yeni bir API anahtarı oluşturuldu
    .title = API anahtarı oluşturuldu
    .short = Hesabınızda yeni bir API anahtarı oluşturuldu
    .sms = Hesabinizda yeni bir API anahtari olusturuldu. Bu islemi siz yapmadiysaniz hemen uygulamadan hesabinizi güvence altina alin
    .more = Bu işlemi siz yapmadıysanız hesabınızı hemen güvence altına alın
    .count = { $count } yeni API anahtarı
    .label = Ad
    .label-sms = Ad
    .permissions = İzinler

withdrawal_address_added = Hesabınıza { $asset } için bir çekim adresi eklendi
    .title = Çekim adresi eklendi
    .subject = Çekim adresi eklendi: { $asset }
    .short = Hesabınıza bir çekim adresi eklendi
    .sms = Hesabiniza { $asset } icin bir cekim adresi eklendi. Bu islemi siz yapmadiysaniz hemen uygulamadan hesabinizi güvence altina alin
    .more = Bu işlemi siz yapmadıysanız hesabınızı hemen güvence altına alın
    .count = { $count } yeni çekim adresi
    .label = Ad
    .label-sms = Ad
    .address_short = Adres
    .address_short-sms = Adres
    .usable_from = Kullanıma açılış

account_frozen = Hesabınız donduruldu
    .title = Hesap donduruldu
    .short = Hesabınız borsa tarafından donduruldu
    .sms = Hesabiniz donduruldu. Bunu beklemiyorsaniz destek ekibiyle iletisime gecin
    .more = Bunu beklemiyorsanız hemen destek ekibiyle iletişime geçin
    .count = { $count } hesap dondurma
    .freeze_id = Dosya no
    .reason = Neden
    .reason-sms = Neden
    .until = Bitiş zamanı

p2p_payment_marked = P2P işleminizde { $amount } tutarındaki ödeme gönderildi olarak işaretlendi
    .title = P2P ödeme bildirimi
    .subject = P2P ödeme bildirimi: { $amount }
    .short = Paranın hesabınıza geçtiğini kontrol edin
    .sms = P2P ödeme bildirimi: { $amount }. Kriptoyu serbest birakmadan önce paranin hesabiniza gectigini kontrol edin
    .more = Kriptoyu yalnızca para hesabınıza geçtikten sonra serbest bırakın
    .count = { $count } P2P ödeme bildirimi
    .trade_id = İşlem no
    .counterparty = Karşı taraf
    .counterparty-sms = Karsi taraf

p2p_dispute_opened = P2P işleminiz için itiraz başlatıldı
    .title = P2P itirazı başlatıldı
    .short = P2P işleminiz için itiraz başlatıldı
    .sms = P2P isleminiz icin itiraz baslatildi, uygulamadan yanitlayin
    .more = İtirazı uygulamadan yanıtlayın
    .count = { $count } P2P itirazı
    .trade_id = İşlem no
    .reason = Neden

card_authorised = { $merchant } iş yerinde { $amount } tutarındaki kart ödemeniz onaylandı
    .title = Kart ödemesi onaylandı
    .subject = Kart ödemesi onaylandı: { $amount }
    .short = İş yeri: { $merchant }
    .sms = Kart ödemesi onaylandi: { $amount }, { $merchant }
    .count = { $count } kart ödemesi
    .authorisation_id = Ödeme no

card_declined = { $merchant } iş yerinde { $amount } tutarındaki kart ödemeniz reddedildi
    .title = Kart ödemesi reddedildi
    .subject = Kart ödemesi reddedildi: { $amount }
    .short = İş yeri: { $merchant }
    .sms = Kart ödemesi reddedildi: { $amount }, { $merchant }
    .count = { $count } reddedilen kart ödemesi
    .authorisation_id = Ödeme no
    .reason = Neden
    .reason-sms = Neden

copy_stopped = { $leader } adlı lider yatırımcıyı artık kopyalamıyorsunuz
    .title = Kopya işlem durduruldu
    .subject = Kopya işlem durduruldu: { $leader }
    .short = Bu lider yatırımcıyı artık kopyalamıyorsunuz
    .sms = Kopya islem durduruldu: { $leader }
    .count = { $count } durdurulan kopya işlem
    .reason = Neden
    .realized_pnl = Gerçekleşen kâr/zarar
    .realized_pnl-sms = K/Z

# $amount
earn_matured = Earn ürününüzün vadesi doldu, { $amount } yeniden kullanılabilir
    .title = Earn ürününün vadesi doldu
    .subject = Earn ürününün vadesi doldu: { $amount }
    .short = Tutar yeniden kullanılabilir
    .sms = Earn ürününüzün vadesi doldu, { $amount } yeniden kullanilabilir
    .count = { $count } vadesi dolan Earn ürünü
    .product_id = Ürün no
    .reward = Ödül
    .reward-sms = Ödül

contract_expiring = { $symbol } sözleşmesinin vadesi { $expires_at } tarihinde doluyor
    .title = Sözleşmenin vadesi yaklaşıyor
    .subject = Sözleşmenin vadesi yaklaşıyor: { $symbol }
    .short = Vade sonu: { $expires_at }
    .sms = { $symbol } sözlesmesinin vadesi yaklasiyor: { $expires_at }
    .count = { $count } vadesi yaklaşan sözleşme
    .settlement_price = Beklenen uzlaşma fiyatı
    .settlement_price-sms = Uzlasma fiyati

trading_halted = { $symbol } işlemleri durduruldu
    .title = İşlemler durduruldu
    .subject = İşlemler durduruldu: { $symbol }
    .short = Emirler şu an için gerçekleşmiyor
    .sms = Islemler durduruldu: { $symbol }
    .count = { $count } işlem durdurma
    .reason = Neden
    .until = Beklenen yeniden başlama zamanı
    .until-sms = Beklenen yeniden baslama

trading_resumed = { $symbol } işlemleri yeniden başladı
    .title = İşlemler yeniden başladı
    .subject = İşlemler yeniden başladı: { $symbol }
    .short = Emirler yeniden gerçekleşiyor
    .sms = Islemler yeniden basladi: { $symbol }
    .count = { $count } yeniden işleme açılma

delisting = { $symbol } listeden çıkarılacak, işlemler { $trading_ends_at } tarihinde sona eriyor
    .title = Listeden çıkarma
    .subject = Listeden çıkarma: { $symbol }
    .short = İşlemler { $trading_ends_at } tarihinde sona eriyor
    .sms = { $symbol } listeden cikarilacak, islemler { $trading_ends_at } tarihinde sona eriyor
    .count = { $count } listeden çıkarma
    .withdrawals_end_at = Son çekim tarihi

margin_requirements_changed = { $symbol } marjin gereksinimleri { $effective_at } tarihinde değişiyor
    .title = Marjin gereksinimleri değişiyor
    .subject = Marjin gereksinimleri değişiyor: { $symbol }
    .short = Yürürlük tarihi: { $effective_at }
    .sms = { $symbol } marjin gereksinimleri { $effective_at } tarihinde degisiyor
    .count = { $count } marjin gereksinimi değişikliği
    .old_percent = Eski sürdürme marjini (%)
    .old_percent-sms = Eski (%)
    .new_percent = Yeni sürdürme marjini (%)
    .new_percent-sms = Yeni (%)

maintenance = { $starts_at } ile { $ends_at } arasında planlı bakım yapılacak
    .title = Planlı bakım
    .short = { $starts_at } ile { $ends_at } arasında
    .sms = Planli bakim: { $starts_at } - { $ends_at }
    .count = { $count } bakım duyurusu
    .scope = Etkilenen hizmetler

# $title, $body
incident = { $title }: { $body }
    .title = { $state ->
        [open] Sistem sorunu
        [update] Sistem sorunu güncellemesi
       *[resolved] Sistem sorunu giderildi
    }
    .subject = { $state ->
        [open] Sistem sorunu: { $title }
        [update] Sistem sorunu güncellemesi: { $title }
       *[resolved] Sistem sorunu giderildi: { $title }
    }
    .short = { $body }
    .sms = { $state ->
        [open] Sistem sorunu: { $title }
        [update] Sistem sorunu güncellemesi: { $title }
       *[resolved] Sistem sorunu giderildi: { $title }
    }
    .count = { $count } sistem sorunu bildirimi
    .incident_id = Olay no

# $title, $body
announcement = { $title }: { $body }
    .title = Duyuru
    .subject = { $title }
    .short = { $body }
    .sms = Duyuru: { $title }
    .count = { $count } duyuru
    .link = Ayrıntılar

kyc_approved = Kimliğiniz doğrulandı
    .title = Kimlik doğrulandı
    .short = Kimlik doğrulamanız onaylandı
    .sms = Kimliginiz dogrulandi
    .count = { $count } onaylanan kimlik doğrulaması
    .case_id = Başvuru no

kyc_action_needed = Kimlik doğrulamanız için işlem yapmanız gerekiyor
    .title = Kimlik doğrulama: işlem gerekiyor
    .short = Kimlik doğrulamanız henüz tamamlanmadı
    .sms = Lütfen kimlik dogrulamanizi uygulamadan tamamlayin
    .more = Lütfen uygulamadan tamamlayın
    .count = { $count } kimlik doğrulama talebi
    .case_id = Başvuru no
    .reason = Neden
    .due_by = Son tarih

source_of_funds_needed = Fonlarınızın kaynağını gösteren bir belgeye ihtiyacımız var
    .title = Fon kaynağı belgesi gerekiyor
    .short = Fonlarınızın kaynağını gösteren bir belgeye ihtiyacımız var
    .sms = Lütfen fonlarinizin kaynagini gösteren belgeyi uygulamadan gönderin
    .more = Lütfen belgeyi uygulamadan gönderin
    .count = { $count } fon kaynağı belgesi talebi
    .case_id = Başvuru no
    .due_by = Son tarih

fee_tier_changed = Yeni komisyon seviyeniz: { $tier }
    .title = Komisyon seviyesi değişti
    .subject = Komisyon seviyesi değişti: { $tier }
    .short = İşlemlerinizde yeni komisyon oranları geçerli
    .sms = Yeni komisyon seviyeniz: { $tier }
    .count = { $count } komisyon seviyesi değişikliği
    .maker_fee_percent = Maker komisyonu (%)
    .maker_fee_percent-sms = Maker (%)
    .taker_fee_percent = Taker komisyonu (%)
    .taker_fee_percent-sms = Taker (%)

# $period
statement_ready = { $period } dönemi hesap ekstreniz hazır
    .title = Hesap ekstresi hazır
    .subject = Hesap ekstresi hazır: { $period }
    .short = Uygulamadan indirebilirsiniz
    .sms = Hesap ekstreniz hazir: { $period }
    .count = { $count } hesap ekstresi

# $period
tax_report_ready = { $period } dönemi vergi raporunuz hazır
    .title = Vergi raporu hazır
    .subject = Vergi raporu hazır: { $period }
    .short = Uygulamadan indirebilirsiniz
    .sms = Vergi raporunuz hazir: { $period }
    .count = { $count } vergi raporu

delivery_test = Bu bir test: bildirimleriniz size buradan ulaşıyor
    .title = Test bildirimi
    .short = Bildirimleriniz size buradan ulaşıyor
    .sms = Bu bir test: bildirimleriniz size buradan ulasiyor
    .count = { $count } test bildirimi

staking_reward = Stake geliriniz: { $amount }
    .title = Stake ödülü
    .subject = Stake ödülü: { $amount }
    .short = Stake yoluyla kazanıldı
    .sms = Stake ödülü: { $amount }
    .count = { $count } stake ödülü
    .apr_percent = Yıllık oran (%)
    .reward_id = Ödül
