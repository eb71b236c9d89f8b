# The Turkish texts of the trader's page. The format is in ../README.md; page.en.ftl says what the
# variables are.

# The whole page
page-title = İşlem konsolu
skip = İçeriğe geç
start-failed = Konsol başlatılamadı. Sayfayı yeniden yükleyin.
cancel = İptal
close = Kapat
undo = Geri al
dismiss = Kapat
messages-label = İletiler
problems-label = Sorunlar
load-failed = Yüklenemedi. Yeniden deneyin.
loading-alerts = Alarmlar yükleniyor…

# The two places of a local system, and the parts of the app
places-label = Yerler
places-app = Yatırımcının uygulaması
places-simulator = Simülatör
jump-label = Bu sayfada

# What a first visitor reads; $lead and $link are the messages with these endings
welcome-label = Nereden başlamalı
welcome-close = Anladım, bir daha gösterme
welcome = { $lead } Grafikte bir alarm kurun ve size neyin nerede ulaşacağını { $link } bölümünden seçin.
welcome-lead = Bildirimleriniz, canlı.
welcome-link = tercihler
welcome-app = { $lead } Grafikte bir alarm kurun ya da { $link } sayfasını açıp yatırımcıyı likide edin.
welcome-app-lead = Bir yatırımcının uygulaması, canlı.
welcome-app-link = simülatör
welcome-simulator = { $lead } Bir likidasyon gönderin ve nereye ulaştığını görün: burada ileti olarak, telefonda ve e-postada.
welcome-simulator-lead = Borsa sizsiniz.

# The footer; the name of TradingView, Inc. follows
foot-charts = Grafikler: TradingView Lightweight Charts™, telif hakkı ©
foot-notice = Bildirim
foot-licence = Lisans

# The connection, in the header
connection-title = Bildirimlerinizin geldiği bağlantı
connection-starting = Başlatılıyor…
connection-system = Sistem başlatılıyor…
connection-failed = Başlatılamadı
connection-connecting = Bağlanıyor…
connection-open = Güncelleniyor…
connection-synced = Canlı
connection-offline = Çevrimdışı
connection-closed = Oturum kapalı
connection-waiting = Yeniden bağlanıyor…
connection-waiting-for = { $seconds } sn içinde yeniden bağlanacak
connection-said-synced = Bağlantı: canlı
connection-said-waiting = Bağlantı koptu, yeniden bağlanıyor
connection-said-offline = Çevrimdışısınız

# The theme
theme-auto = Tema: sistemdeki gibi
theme-light = Tema: açık
theme-dark = Tema: koyu

# Times and spans; $days and the like are whole numbers, $number may have a fraction
clock-at = { $time }
span-ms = { $number } ms
span-s = { $number } sn
span-min-s = { $minutes } dk { $seconds } sn
span-min = { $minutes } dk
span-h-min = { $hours } sa { $minutes } dk
span-h = { $hours } sa
span-d = { $days } gün

# Channels, as they are called in a list and in a sentence
channel-websocket = Uygulama içi
channel-push = Anlık bildirim
channel-telegram = Telegram
channel-email = E-posta
channel-sms = SMS

# Why a delivery is in its state
reason-disabled = Bu türü kapattınız.
reason-not_chosen = Bu kanalı seçmediniz.
reason-threshold = Belirlediğiniz sınırın altında değil.
reason-min_score = Belirlediğiniz alt sınırın altında.
reason-no_contact = Gönderilecek adres, cihaz veya sohbet yok.
reason-channel_not_deployed = Bu sistem bu kanalı sunmuyor.
reason-superseded = Daha yeni bir olay bunu geçersiz kıldı.
reason-already_notified = Aynı konuda kısa süre önce bilgilendirildiniz.
reason-over_cap = Bu kanalın kotası doldu.
reason-country_not_allowed = Bu numaranın ülkesine SMS gönderilmiyor.
reason-quiet_hours = Sessiz saatlerinizin bitmesini bekliyor.
reason-snoozed = Ertelemenin bitmesini bekliyor.
reason-backfill = Geçmişe ait ve yalnızca gelen kutusu için.

# Why a channel would not reach the trader
unreachable-no_contact-push = Kayıtlı cihaz yok.
unreachable-no_contact-telegram = Bağlı Telegram sohbeti yok.
unreachable-no_contact-email = Hesabınızda e-posta adresi yok ya da iletiler geri döndü.
unreachable-no_contact-sms = Hesabınızda telefon numarası yok.
unreachable-not_chosen-push = Bu sınıftaki hiçbir şey için anlık bildirim seçmediniz.
unreachable-not_chosen-telegram = Bu sınıftaki hiçbir şey için Telegram seçmediniz.
unreachable-not_chosen-email = Bu sınıftaki hiçbir şey için e-posta seçmediniz.
unreachable-not_chosen-sms = SMS yalnızca kritik olaylar içindir.
unreachable-quiet_hours = Sessiz saatler: bitmesini beklerdi. Kritik olaylar yine de ulaşır.
unreachable-snoozed = Ertelendi: bitmesini beklerdi. Kritik olaylar yine de ulaşır.
unreachable-disabled = Bu sınıftaki tüm olaylar kapalı.

# The states of a delivery
state-pending = bekliyor
state-deferred = ertelendi
state-retrying = yeniden deneniyor
state-acked = onaylandı
state-not_needed = gerekmedi
state-accepted = kabul edildi
state-unknown = bilinmiyor
state-expired = süresi doldu
state-suppressed = bastırıldı
state-dead_lettered = teslim edilemez
dismissal-dismissal_requested = Kaldırma istendi

# The results of one attempt
result-accepted = kabul edildi
result-gone = artık yok
result-refused = reddedildi
result-throttled = sınırlandı
result-timeout = yanıt yok
result-error = hata
result-routed = yönlendirildi

# Where a notification was seen
seen = Görüldü
seen-websocket = Uygulamada görüldü
seen-push = Telefonda görüldü
seen-telegram = Telegram'da görüldü
seen-email = E-postayla görüldü
seen-sms = SMS ile görüldü
# $seen is one of these
seen-at = { $seen }: { $time }

# What went wrong, by the code of the server
problem = Bu işe yaramadı.
problem-bad_type = Yerel sunucu yalnızca JSON kabul eder.
problem-busy = Bu zaten sürüyor.
problem-forbidden = Bunu yalnızca konsolun kendisi yapabilir.
problem-starting = Sistem hâlâ başlatılıyor.
problem-bad_field = Değerlerden biri mümkün değil.
problem-bad_json = Sunucu isteği okuyamadı.
problem-disconnected = Yanıt gelmeden bağlantı koptu.
problem-closed = Oturumunuz kapalı.
problem-internal = Sunucuda bir sorun oluştu. Yeniden deneyin.
problem-limit_reached = Mümkün olan en fazla sayıya ulaştınız. Önce birini silin.
problem-missing_field = Bir değer eksik.
problem-not_found = Artık mevcut değil.
problem-timeout = Sunucu zamanında yanıt vermedi.
problem-too_large = Çok uzun.
problem-too_many_requests = Kısa sürede çok fazla istek yapıldı. Biraz bekleyin.
problem-unauthorized = Sunucu belirteci kabul etmedi.
problem-unavailable = Sunucu şu anda kullanılamıyor.
problem-unknown_action = Sunucu bunu nasıl yapacağını bilmiyor.
problem-unreachable = Sunucuya ulaşılamıyor.
problem-version_conflict = Bu arada başka bir yerde değiştirildi.

# What is wrong with a field
field-time = Saat 00:00 ile 23:59 arasındadır.
field-switch = Bu ya açık ya kapalıdır.
field-number = Bu, { $least } ile { $most } arasında bir sayıdır.
field-range = { $least } ile { $most } arası.
field-channels = Burada uygulama dışında en az bir kanal gerekir.
field-alert-condition = Ne zaman tetikleneceğini seçin.
field-alert-cooldownSeconds = Bekleme tam sayı saniyedir, en fazla bir gün.
field-alert-expiresAt = Bitiş gelecekte olmalıdır.
field-alert-note = Not en fazla 280 karakterdir ve yalnızca gönderilebilen karakterler içerir.
field-alert-rearmPercent = Geri dönüş 0 ile 50 arasında bir yüzdedir.
field-alert-targetPrice = Bu fiyatta alarm olamaz.
field-preferences-language = Bu dil bilinmiyor.
field-preferences-lockScreen = Kilit ekranının ne göstereceğini seçin.
field-preferences-quietHours = Başlangıç ve bitiş farklı olmalı, 00:00 ile 23:59 arasında kalmalıdır.
field-preferences-timeZone = Bu saat dilimi bilinmiyor: Europe/Berlin gibi bir tane yazın.

# Why an event was rejected
rejection = { $code } ile reddedildi: { $why }.
rejection-at = { $field } alanında { $code } ile reddedildi: { $why }.
rejection-other = okunamıyor
rejection-bad_json = JSON nesnesi değil
rejection-unknown_type = böyle bir olay türü yok
rejection-missing_field = bir alan eksik
rejection-bad_field = bir alan okunamıyor
rejection-too_large = 32 KiB'den büyük
rejection-future_timestamp = 5 dakikadan daha ileri bir zamanda gerçekleşmiş

# Numbers that are typed; $ways are numbers, joined by "or"
number-empty = Bir sayı yazın.
number-none = Bu bir sayı değil: { $example } örneğindeki gibi rakam yazın.
number-other-rules = Bu dilin ({ $language }) kurallarına göre bu bir sayı değil. Şöyle yazın: { $ways }.
number-ambiguous = Bu iki türlü okunabilir. Şöyle yazın: { $ways }.
number-rules = Sayılar şu dildeki gibi okunur: { $language }.

# The market
market = Piyasa
market-last-price = Son fiyat:
market-chart-of = { $symbol } fiyatı ve alarm seviyeleri
market-chart-not-loaded = Grafik yüklenemedi. Sayfayı yeniden yükleyin.
market-hint = Taşımak için bir seviyeyi sürükleyin. Eklemek için çift tıklayın.
market-zone = Saatler { $zone } saatidir.
market-waiting = Fiyatlar bekleniyor…
market-no-feed = Burada fiyat yok
market-live = Fiyatlar canlı
market-stopped = Fiyatlar durdu: { $time }
market-none = Fiyat yok
market-stale = Borsa bildiriyor: fiyatlar durdu
market-follow = Takip et
market-follow-hint = Borsanın { $symbol } duyuruları
market-follow-failed = Değiştirilmedi: { $problem }

# Alerts
alert-add = + Fiyat alarmı
alert-levels = Alarm seviyeleri
alert-all = Tüm piyasalar
alert-empty = Henüz alarm yok. Grafiğe çift tıklayın veya bir tane ekleyin.
alert-state-armed = etkin
alert-state-waiting = bekliyor
alert-state-paused = duraklatıldı
alert-state-fired = tetiklendi
alert-state-expired = süresi doldu
alert-state-saving = kaydediliyor
alert-level = Alarm seviyesi
alert-value = { $condition ->
        [above] { $price } üstü, { $state }
       *[below] { $price } altı, { $state }
    }
alert-price-label = { $condition ->
        [above] { $price } üstündeki alarmın fiyatı
       *[below] { $price } altındaki alarmın fiyatı
    }
alert-down = { $price } alarmını aşağı taşı
alert-up = { $price } alarmını yukarı taşı
alert-delete = { $price } alarmını sil
alert-pause = { $price } alarmını duraklat
alert-resume = { $price } alarmını sürdür
alert-again = Tekrar
alert-again-label = { $price } alarmını yeniden etkinleştir
alert-fired = { $time } tetiklendi, fiyat { $price }
alert-recurring = tekrarlı, en sık { $span } arayla
alert-once = bir kez
alert-until = bitiş: { $time }
alert-reading = { $price } olarak okundu. Enter alarmı oraya taşır.
alert-decimals = Burada fiyatların en fazla { $count } ondalığı vardır.
alert-deleted = { $price } alarmı silindi.
alert-not-created = Alarm oluşturulamadı: { $problem }
alert-not-restored = Alarm geri getirilemedi: { $problem }
alert-not-moved = { $price } fiyatına taşınamadı: { $problem }
alert-not-deleted = Silinemedi: { $problem }
alert-not-paused = Duraklatılamadı: { $problem }
alert-not-resumed = Sürdürülemedi: { $problem }
alert-not-read = Alarmlar okunamadı: { $problem }
alert-demo-note = Demo: fiyata yakın, yakında tetiklenir
alert-demo-failed = Demo alarmı oluşturulamadı: { $problem }

# The form of a new alert; $symbol and $zone are elements
new-title = { $symbol } için yeni alarm
new-price = Fiyat
new-fires = Tetiklenir
new-by-price = şimdiki fiyata göre
new-above = bu fiyatta veya üstünde
new-below = bu fiyatta veya altında
new-percents = Şimdiki fiyattan
new-recurring = Tekrarlı: her seferinde
new-cooldown = Bekleme (sn)
new-rearm = Geri dönüş (%)
new-until = Bitiş (isteğe bağlı, { $zone } saati)
new-note = Not (isteğe bağlı)
new-create = Alarm oluştur
new-create-at = { $price } için alarm oluştur
new-fires-at = { $condition ->
        [above] Fiyat { $price } veya üstünde olduğunda tetiklenir.
       *[below] Fiyat { $price } veya altında olduğunda tetiklenir.
    }
new-no-price = Fiyat bilinmiyor: ne zaman tetikleneceğini seçin.
new-no-price-at = { $price }. Fiyat bilinmiyor: ne zaman tetikleneceğini seçin.
new-decimals = { $symbol } fiyatlarının en fazla { $count } ondalığı vardır.

# The rules of levels
level-zero = Seviye sıfırın üstündedir.
level-digits = Seviyenin ondalıktan önce en fazla { $count } hanesi vardır.
level-factor = Seviye en fazla fiyatın bin katıdır; fiyat { $price }.
level-twice-title = Bu alarm zaten var
level-twice = { $condition ->
        [above] { $price } veya üstü için bir alarm zaten etkin. İkincisi aynı şeyi iki kez bildirir.
       *[below] { $price } veya altı için bir alarm zaten etkin. İkincisi aynı şeyi iki kez bildirir.
    }
level-twice-yes = Yine de oluştur
level-far-title = Fiyattan uzak
level-far = { $condition ->
        [above] Alarm { $price } veya üstünde tetiklenirdi.
       *[below] Alarm { $price } veya altında tetiklenirdi.
    }
level-far-by = { $direction ->
        [lower] Fiyat { $price }: seviye % { $percent } daha düşük.
       *[higher] Fiyat { $price }: seviye % { $percent } daha yüksek.
    }
level-far-yes = { $price } için oluştur

# The alerts on all markets
overview-title = Tüm piyasalardaki alarmlar
overview-empty = Hiçbir piyasada alarm yok.
overview-show = { $symbol } göster
overview-delete = { $symbol } için { $price } alarmını sil
overview-deleted = { $symbol }: { $price } alarmı silindi.

# What would reach the trader
reach-title = Size ne ulaşır
reach-when = Günün hangi saatinde?
reach-time = Günün saati
reach-table = Önemli bir olayın size ulaşacağı kanallar
reach-channel = Kanal
reach-now = Şimdi
reach-then = Saat { $time }
reach-zone = { $time }, { $zone }
reach-yes = size ulaşır
reach-no = sessiz
reach-summary = Saat { $time } önemli bir olay size şu kanallardan ulaşır: { $channels }.
reach-silent = Saat { $time } sizi yalnızca kritik bir olay uyandırır.
reach-not-read = Size neyin ulaştığı okunamadı: { $problem }
devices-title = Cihazlar
devices-none = Kayıtlı telefon yok, bu yüzden anlık bildirim gönderilemez.
devices-remove = Kaldır
devices-remove-label = { $device } cihazını kaldır ({ $platform })
devices-not-removed = Cihaz kaldırılamadı: { $problem }
devices-since = kayıt: { $time }
devices-register = Demo telefonunu kaydet
devices-not-registered = Telefon kaydedilemedi: { $problem }
platform-ios = iPhone
platform-android = Android telefon
platform-web = Tarayıcı
telegram-title = Telegram
telegram-link = Telegram'ı bağla
telegram-unlink = Bağlantıyı kaldır
telegram-none = Bağlı sohbet yok.
telegram-unclear = Bağlı ya da bu sınıftaki hiçbir şey için seçilmemiş.
telegram-linked = Bir sohbet bağlı.
telegram-not-linked = Telegram bağlanamadı: { $problem }
telegram-not-unlinked = Telegram bağlantısı kaldırılamadı: { $problem }
# $bot is a link with the text of telegram-bot, $code a command
telegram-code = { $bot } açın ve { $minutes } dakika içinde { $code } gönderin.
telegram-bot = Botu

# The test notification
test-title = Test
test-send = Test bildirimi gönder
test-sms = SMS ile de
test-limit = 10 dakikada bir test gönderilebilir. Daha sonra yeniden deneyin.
test-not-loaded = Test yüklenemedi. Yeniden deneyin.
test-table = Test bildiriminin sonucu
test-accepted = Kabul edildi
test-seen = Görüldü
test-not-sent = gönderilmedi
test-sending = Gönderiliyor…
test-waiting = Gönderildi. Kanallar bekleniyor…
test-unseen = Gönderildi. Henüz görülmedi.
test-not-read = Sonuç okunamadı: { $problem }
test-refused = Gönderilmedi. { $problem }
# $text is a state with its reason, $result that of the last attempt
test-attempt = { $text } ({ $result }, { $time })

# The timeline
timeline-title = Zaman çizelgesi
timeline-of = Zaman çizelgesi: { $notification }
timeline-follow = en yenisini izle
timeline-empty = Henüz bir şey gelmedi. En yeni bildirimin yolu burada gösterilir.
timeline-problem = { $id } hakkında bilgi yok: { $problem }
timeline-missing = { $id } diye bir bildirim yok.
timeline-chart = Zaman ekseninde adımlar
timeline-chart-label = Olaydan bu yana adımlar zaman ekseninde; alttaki tablo aynısını gösterir.
timeline-table = Bildirimin adımları
timeline-hop = Adım
timeline-at = Saat
timeline-since = Olaydan beri
timeline-took = Süre
timeline-result = Sonuç
timeline-route = Borsa → yönlendirildi
timeline-occurred = Gerçekleşti
timeline-at-exchange = borsada
timeline-routed = Yönlendirildi
timeline-from-queue = kuyruktan alındı
timeline-until = bitiş: { $time }
timeline-socket = { $channel }, soket { $number }
timeline-try = { $channel }, deneme { $number }
timeline-ack = Onay
timeline-ack-after = onay { $span }
timeline-no-ack = henüz değil

# Where a notification leads
follow-elsewhere = Bu, borsanın uygulamasında { $link } adresine götürür; bu sayfanın parçası değildir.
follow-details = Teslimat ayrıntıları

# Signing in
sign-in = Oturum aç
sign-in-text = Bu konsol borsanızın belirteciyle çalışır. Oturumu veya sekmeyi kapatana kadar bu sekmede saklanır.
sign-in-token = Belirteç
sign-in-no-token = Bu bir belirteç değil: noktalarla ayrılmış üç parçası vardır.
sign-in-refused = Sunucu belirteci kabul etmedi. Süresi dolmuş olabilir.
sign-in-as = Oturum
sign-in-failed = { $trader } olarak oturum açılamadı: yerel sunucu yanıt vermedi.
sign-out = Oturumu kapat
sign-out-elsewhere = Başka bir sekmede oturumu kapattınız.
link-unreadable = Bağlantıda okunamayan bir belirteç vardı. Yok sayıldı.
link-title = Başka biri olarak oturum açılsın mı?
link-text = Bu bağlantı { $trader } olarak oturum açar. Şu anda { $user } olarak oturumunuz açık.
link-warning = Bunu beklemiyorsanız kalın.
link-yes = { $trader } olarak oturum aç
link-no = { $user } olarak kal
leave-title = Kaydedilmemiş tercihler
leave-text = { $user } kaydedilmemiş tercih değişiklikleri yaptı. Bunlar kaybolur.
leave-yes = Değişiklikleri at
leave-no = Kal

# The demo traders' devices
demo-bot-silent = Bot yanıt vermedi.
demo-failed = Demo telefonu kurulamadı: { $problem }

# The preferences
preferences = Tercihler
preferences-table = Nelerden, nerede haberdar olursunuz
preferences-conflict = Çakışma
preferences-section = Olay
preferences-on = Açık
preferences-always = her zaman
preferences-always-title = Her zaman açık
preferences-mandatory = Kapatılamaz
preferences-sms-title = SMS yalnızca P0 için gönderilir
preferences-on-label = { $section }: açık
preferences-channel-label = { $section }: { $channel }
preferences-option-label = { $section }: { $option }
preferences-discard = Değişiklikleri at
preferences-save = Kaydet
preferences-not-read = Okunamadı: { $problem }
preferences-account = Hesabınızdaki gibi
preferences-changes = { $count } kaydedilmemiş değişiklik
preferences-not-saved = Kaydedilmedi
preferences-saving = Kaydediliyor…
preferences-saved = { $version } sürümü olarak kaydedildi
preferences-saved-with = { $version } sürümü olarak, başka yerde değiştirilenlerle birlikte kaydedildi: { $places }
preferences-refused = Kaydedilmedi: { $problem }
preferences-refused-at = Kaydedilmedi: { $place }: { $problem }
preferences-shown = { $version } sürümü gösteriliyor
preferences-zone = { $zone }
preferences-zone-account = { $zone } (hesabınızınki)
preferences-zone-browser = { $zone } (bu tarayıcınınki; hesabınızınki farklı olabilir)

# Places of the preferences, as a sentence about a conflict names them
place-timeZone = Saat dilimi
place-language = Dil
place-quietHours = Sessiz saatler
place-lockScreen = Kilit ekranı
place-enabled = açık
place-channels = kanallar
place-from = başlangıç
place-to = bitiş
value-none = yok
value-yes = evet
value-no = hayır
value-account = hesabınızdaki gibi

# The preferences were changed in two places
conflict-title = Bu arada başka bir yerde değiştirildi
conflict-text = Başka bir sekmeniz veya cihazınız { $version } sürümünü kaydetti. İkisi de şunları değiştirdi:
conflict-table = Farklar
conflict-setting = Ayar
conflict-theirs = Oradaki
conflict-yours = Buradaki
conflict-take = Oradakini al
conflict-save = Benimkini üzerine kaydet
conflict-status = Kaydedilmedi: bu arada başka bir yerde değiştirildi

# The groups of the preferences; $count sections, of which $off are switched off
group-trades = İşlemler
group-funds = Varlıklar
group-alerts = Alarmlar
group-security = Güvenlik
group-news = Haberler
group-summary = { $off ->
        [0] { $count } tür, hepsi açık
       *[other] { $count } tür, { $off } kapalı
    }

# What a section would send; $language is the name of a language in itself
preview = Önizleme
preview-of = Önizleme: { $section }
preview-examples = Örnekler
preview-hint = Örneklerin dili: { $language }. Gri olanlar, kanalı seçerseniz gönderilir.
preview-hint-off = Örneklerin dili: { $language }. Şu anda kapalılar: bunların hiçbiri gönderilmez.
preview-not-chosen = seçilmedi
preview-not-loaded = Önizleme yüklenemedi. Yeniden deneyin.

# A change after which the trader hears less of what is critical; $lost and $kept are lists of channels
weakening-title = Kritik olaylardan daha az haberdar olmak istiyor musunuz?
weakening-notice = Bu değişiklik için tüm iletişim kanallarınıza bir güvenlik bildirimi gider.
weakening-yes = Kaydet
weakening-no = Kaydetme
weakening-off = { $section }: kapalı. Artık hiçbir şey, uygulama bile size bildirmez.
weakening-in-app = { $section }: yalnızca uygulamada. Bu sayfa ve uygulama kapalıyken size hiçbir şey bildirilmez.
weakening-lost = { $section }: artık şuradan değil: { $lost }. Hâlâ şuradan: { $kept }.
weakening-lowered = { $section }: { $option }: { $before } yerine { $after }. Daha geç haberdar olursunuz.

# Quiet hours and snooze
quiet-hours = Sessiz saatler
quiet-hint = O zaman sizi yalnızca kritik olaylar rahatsız eder. Gerisi bitmesini bekler.
quiet-clock = 24 saatlik kadranda sessiz saatler
quiet-from = Sessizlik başlangıcı
quiet-to = Sessizlik bitişi
quiet-for = { $span } sessiz
quiet-field-from = Başlangıç
quiet-field-to = Bitiş
snooze = Erteleme
snooze-hour = 1 saat
snooze-tomorrow = Yarın { $time } saatine kadar
snooze-off = Kapat
snooze-is-off = Kapalı. P0 her zaman rahatsız eder.
snooze-until = Bitiş: { $time }. P0 yine de rahatsız eder.
snooze-not-changed = Değiştirilmedi: { $problem }
time-zone = Saat dilimi
language-label = Dil
lock-screen = Kilit ekranı
lock-screen-full = her şeyi göster
lock-screen-redacted = tutarları ve adları gizle

# The simulator of the exchange
exchange = Borsayı siz yönetin
simulator-not-loaded = Simülatör yüklenemedi. Sayfayı yeniden yükleyin.
exchange-preview = Tüm metinlerin önizlemesi
exchange-preview-title = Her tür, her kanalda, her dilde
exchange-send = Olay gönder
exchange-find = Olay ara
exchange-find-none = Bu adda bir olay yok.
exchange-happen = Bir şeyler olsun
exchange-crash = Çöküş −%20
exchange-burst = 500 olay birden
exchange-drop = Bağlantıyı kes
exchange-repeat = Sonuncuyu yeniden gönder
exchange-busy = Yoğun borsa: aynı anda birçok hikâye
exchange-own = Kendi verilerinizle bir olay
exchange-type = Tür
exchange-optional = isteğe bağlı
exchange-expires = Geçerlilik
exchange-expires-type = türüne göre
exchange-publish = Yayımla
exchange-class-0 = kritik
exchange-class-1 = önemli
exchange-class-2 = bilgilendirici
exchange-sent = Gönderilenler
exchange-sent-list = Son gönderilen olaylar
exchange-timeline = Zaman çizelgesi
exchange-timeline-label = { $id } zaman çizelgesi
exchange-sending = Gönderiliyor…
exchange-refused = Reddedildi: { $problem }
exchange-sent-to = { $type } şuraya gönderildi: { $queues }
exchange-falls = { $symbol } { $seconds } sn içinde %20 düşüyor
exchange-burst-sent = Gönderildi: { $counts }
exchange-burst-count = { $queue }: { $count }
exchange-closed = Sunucu { $count } bağlantı kapattı
exchange-repeated = { $id } bir kez daha gönderildi: yalnızca bir kez görmelisiniz
exchange-pace-busy = Aynı anda birçok hikâye anlatılıyor
exchange-pace-calm = Hikâyeler birbiri ardına anlatılıyor

# Faults of the providers; $fault is one of those below
faults = Sağlayıcı arızaları
faults-provider = Sağlayıcı
faults-kind = Ne yapar
faults-seconds = süre (sn)
faults-on = Başlat
faults-off = Hepsini kapat
faults-list = Arızalar
faults-none = Tüm sağlayıcılar yanıt veriyor.
faults-unknown = Deneme ortamı yanıt vermiyor.
faults-cleared = Tüm sağlayıcılar yeniden yanıt veriyor
faults-set = Şu andan itibaren { $span }: { $provider } { $fault }
faults-line = { $provider } { $fault }
faults-for = { $span } boyunca
faults-left = { $count } kaldı
provider-push = FCM (anlık bildirim)
provider-telegram = Telegram
fault-hang = takılıyor (yanıt yok)
fault-500 = 500 yanıtı veriyor
fault-429 = sınırlıyor (429)
fault-503_delivered = teslim ediyor ama 503 yanıtı veriyor
fault-reset = bağlantıyı kesiyor
fault-garbage = anlamsız yanıt veriyor
fault-unregistered = yanıtı: kayıtlı değil
fault-403 = yanıtı: engellendi (403)
fault-401 = kimlik bilgilerimizi reddediyor (401)
fault-invalid_argument = yanıtı: geçersiz argüman

# The trader's devices, as the simulator shows them
phones = Cihazlarda görünenler
phones-problem = Cihazlar gösterilemiyor: yerel sunucu yanıt vermiyor.
phones-push = Anlık bildirimler
phones-telegram = Telegram iletileri
phones-mails = E-postalar
phones-bot = Borsa botu
phones-exchange = Borsa
phones-silent = sessiz
phones-no-push = Henüz anlık bildirim yok
phones-no-messages = Henüz ileti yok
phones-no-sms = Henüz SMS yok. Bir P0 20 sn boyunca onaylanmazsa gönderilir.
phones-no-mail = Henüz e-posta yok. Likidasyonlar ve raporlar buraya gelir.
phones-all-mails = ‹ Tüm e-postalar
phones-mail-to = alıcı: { $address }
phones-mail = E-posta: { $subject }

# The inbox. $count is `0` to `100`, or `100+`; of -fold, $of is a symbol or the id of an order
inbox-notifications = Bildirimler
inbox-bell = { $count ->
        [0] Bildirimler, okunmamış yok
       *[other] Bildirimler, { $count } okunmamış
    }
inbox-unread-mark = okunmamış
inbox-mark-read = Okundu olarak işaretle
inbox-mark-unread = Okunmadı olarak işaretle
inbox-mark-all-read = Tümünü okundu işaretle
inbox-archive = Arşivle
inbox-unarchive = Gelen kutusuna geri taşı
inbox-close = Kapat
inbox-dismiss = Kapat
inbox-empty = Henüz bir şey yok
inbox-empty-hint = Emirleriniz ve pozisyonlarınızla ilgili olanlar burada görünür.
inbox-load-older = Daha eskileri göster
inbox-loading = Yükleniyor…
inbox-end = Hepsi bu kadar
inbox-failed = Bu işe yaramadı.
inbox-again = Yeniden dene
inbox-more = { $count } tane daha
inbox-priority-urgent = Acil
inbox-priority-important = Önemli
inbox-details = Teslimat ayrıntıları
inbox-filter = Göster
inbox-filter-all = Tümü
inbox-filter-unread = Okunmamış
inbox-filter-trades = İşlemler
inbox-filter-funds = Varlıklar
inbox-filter-alerts = Alarmlar
inbox-filter-security = Güvenlik
inbox-filter-news = Haberler
inbox-filter-archived = Arşivlenen
inbox-search = Sembole göre ara
inbox-no-match = Eşleşen yok
inbox-fold = { $of } için { $count } tane daha
inbox-side-buy = Alış
inbox-side-sell = Satış
inbox-side-long = Long
inbox-side-short = Short
inbox-result = Kâr/zarar
inbox-desktop = Masaüstü bildirimleri
inbox-sound = Ses
inbox-blocked = Tarayıcınız bunları engelliyor. Tarayıcı ayarlarından bu sayfa için izin verin.

# Types whose titles are not always the same
type-contact_changed = İletişim bilgisi değişti
type-daily_report = Günlük rapor
type-funding_paid = Fonlama ödendi
type-incident = Kesinti
type-preferences_weakened = Bildirimler kısıtlandı
type-price_feed = Fiyat akışı
type-stop_triggered = Stop tetiklendi
type-two_factor_changed = İki adımlı doğrulama değişti
type-weekly_pnl_report = Haftalık rapor
