// Generated from the event catalogue by `cargo run -p contract`. Do not edit it.

/** @type {import('../../types.js').Previews} */
export default {
  'liquidation': {
    'position_liquidated': {
      websocket: ['Pozisyon likide edildi', '0,25 BTC-USDT long pozisyonunuz 58.120,50 fiyatından likide edildi. Gerçekleşen kâr/zarar: -1.532,40 USDT'],
      push: ['Pozisyon likide edildi: BTC-USDT', '0,25 adetlik long pozisyonunuz 58.120,50 fiyatından likide edildi. Gerçekleşen kâr/zarar: -1.532,40 USDT'],
      telegram: ['Pozisyon likide edildi', '0,25 BTC-USDT long pozisyonunuz 58.120,50 fiyatından likide edildi. Gerçekleşen kâr/zarar: -1.532,40 USDT. Pozisyon no: p-4711. İstemci emir no: liq-4711-1'],
      email: ['Pozisyon likide edildi: BTC-USDT', '0,25 BTC-USDT long pozisyonunuz 58.120,50 fiyatından likide edildi.\u000aGerçekleşen kâr/zarar: -1.532,40 USDT\u000aPozisyon no: p-4711\u000aİstemci emir no: liq-4711-1'],
      sms: ['', 'Likidasyon: long 0,25 BTC-USDT, fiyat 58.120,50. K/Z: -1.532,40 USDT'],
    },
  },
  'liquidationWarning': {
    'margin_call': {
      websocket: ['Marjin çağrısı', 'BTC-USDT pozisyonunuzun marjin oranı %118,5 (likidasyon: %100). Likidasyon fiyatı: 58.120,50 USDT. İşaret fiyatı: 59.480,20 USDT'],
      push: ['Marjin çağrısı: BTC-USDT', 'Marjin oranı %118,5 (likidasyon: %100). Likidasyon fiyatı: 58.120,50 USDT. İşaret fiyatı: 59.480,20 USDT'],
      telegram: ['Marjin çağrısı', 'BTC-USDT pozisyonunuzun marjin oranı %118,5 (likidasyon: %100). Likidasyon fiyatı: 58.120,50 USDT. İşaret fiyatı: 59.480,20 USDT. Pozisyon no: p-4711'],
      email: ['Marjin çağrısı: BTC-USDT', 'BTC-USDT pozisyonunuzun marjin oranı %118,5 (likidasyon: %100).\u000aLikidasyon fiyatı: 58.120,50 USDT\u000aİşaret fiyatı: 59.480,20 USDT\u000aPozisyon no: p-4711'],
      sms: ['', 'Marjin cagrisi: BTC-USDT marjin orani %118,5 (likidasyon: %100). Lik. fiyati: 58.120,50 USDT. Isaret fiyati: 59.480,20 USDT'],
    },
    'loan_ltv_warning': {
      websocket: ['Kredi LTV uyarısı', 'Kredinizin LTV (kredi/teminat) oranı %78,4 seviyesinde. Likidasyon LTV oranı (%): 83. Teminat: BTC. Likidasyonu önlemek için teminat ekleyin veya geri ödeme yapın'],
      push: ['Kredi LTV uyarısı: %78,4', 'Krediniz likidasyona yaklaşıyor. Likidasyon LTV oranı (%): 83. Teminat: BTC. Likidasyonu önlemek için teminat ekleyin veya geri ödeme yapın'],
      telegram: ['Kredi LTV uyarısı', 'Kredinizin LTV (kredi/teminat) oranı %78,4 seviyesinde. Likidasyon LTV oranı (%): 83. Teminat: BTC. Kredi no: l-620. Likidasyonu önlemek için teminat ekleyin veya geri ödeme yapın'],
      email: ['Kredi LTV uyarısı: %78,4', 'Kredinizin LTV (kredi/teminat) oranı %78,4 seviyesinde. Likidasyonu önlemek için teminat ekleyin veya geri ödeme yapın.\u000aLikidasyon LTV oranı (%): 83\u000aTeminat: BTC\u000aKredi no: l-620'],
      sms: ['', 'Kredi LTV uyarisi: %78,4, teminat ekleyin veya geri ödeme yapin. Lik. LTV (%): 83'],
    },
    'margin_restored': {
      websocket: ['Marjin oranı normale döndü', 'BTC-USDT pozisyonunuzun marjin oranı yeniden %212,5 seviyesinde'],
      push: ['Marjin oranı normale döndü: BTC-USDT', 'Marjin oranı yeniden %212,5 seviyesinde'],
      telegram: ['Marjin oranı normale döndü', 'BTC-USDT pozisyonunuzun marjin oranı yeniden %212,5 seviyesinde. Pozisyon no: p-4711'],
      email: ['Marjin oranı normale döndü: BTC-USDT', 'BTC-USDT pozisyonunuzun marjin oranı yeniden %212,5 seviyesinde.\u000aPozisyon no: p-4711'],
    },
  },
  'orderFilled': {
    'order_filled': {
      websocket: ['Emir gerçekleşti', '64.250,10 fiyatından 0,125 BTC-USDT aldınız. Komisyon: 8,03 USDT'],
      push: ['Emir gerçekleşti: BTC-USDT', '64.250,10 fiyatından 0,125 adet aldınız. Komisyon: 8,03 USDT'],
      telegram: ['Emir gerçekleşti', '64.250,10 fiyatından 0,125 BTC-USDT aldınız. Komisyon: 8,03 USDT. Emir no: o-77120. İstemci emir no: my-order-12'],
      email: ['Emir gerçekleşti: BTC-USDT', '64.250,10 fiyatından 0,125 BTC-USDT aldınız.\u000aKomisyon: 8,03 USDT\u000aEmir no: o-77120\u000aİstemci emir no: my-order-12'],
      sms: ['', 'Emir gerceklesti: 64.250,10 fiyatindan 0,125 BTC-USDT aldiniz. Komisyon: 8,03 USDT'],
    },
  },
  'priceAlert': {
    'price_alert': {
      websocket: ['Fiyat alarmı', 'BTC-USDT fiyatı 64.250,10 (alarmınız: 64.000 üzeri). Notunuz: Take profit'],
      push: ['Fiyat alarmı: BTC-USDT', 'Şu anki fiyat 64.250,10 (alarmınız: 64.000 üzeri). Notunuz: Take profit'],
      telegram: ['Fiyat alarmı', 'BTC-USDT fiyatı 64.250,10 (alarmınız: 64.000 üzeri). Notunuz: Take profit'],
      email: ['Fiyat alarmı: BTC-USDT', 'BTC-USDT fiyatı 64.250,10 (alarmınız: 64.000 üzeri).\u000aNotunuz: Take profit'],
    },
    'price_feed': {
      websocket: ['Fiyat akışı kesildi', 'BTC-USDT fiyatları alınamıyor, son fiyat zamanı: 23.11.2026 14:05 UTC. Fiyatlar yeniden gelene kadar bu piyasadaki alarmlarınız tetiklenemez'],
      push: ['Fiyat akışı kesildi: BTC-USDT', 'Son fiyat zamanı: 23.11.2026 14:05 UTC. Fiyatlar yeniden gelene kadar bu piyasadaki alarmlarınız tetiklenemez'],
      telegram: ['Fiyat akışı kesildi', 'BTC-USDT fiyatları alınamıyor, son fiyat zamanı: 23.11.2026 14:05 UTC. Fiyatlar yeniden gelene kadar bu piyasadaki alarmlarınız tetiklenemez'],
      email: ['Fiyat akışı kesildi: BTC-USDT', 'BTC-USDT fiyatları alınamıyor, son fiyat zamanı: 23.11.2026 14:05 UTC. Fiyatlar yeniden gelene kadar bu piyasadaki alarmlarınız tetiklenemez.'],
    },
  },
  'partialFill': {
    'order_partially_filled': {
      websocket: ['Emir kısmen gerçekleşti', '64.250,10 fiyatından 0,050 BTC-USDT aldınız. Kalan miktar: 0,075'],
      push: ['Emir kısmen gerçekleşti: BTC-USDT', '64.250,10 fiyatından 0,050 adet aldınız. Kalan miktar: 0,075'],
      telegram: ['Emir kısmen gerçekleşti', '64.250,10 fiyatından 0,050 BTC-USDT aldınız. Kalan miktar: 0,075. Emir no: o-77120. İstemci emir no: my-order-12'],
      email: ['Emir kısmen gerçekleşti: BTC-USDT', '64.250,10 fiyatından 0,050 BTC-USDT aldınız.\u000aKalan miktar: 0,075\u000aEmir no: o-77120\u000aİstemci emir no: my-order-12'],
    },
  },
  'deposit': {
    'deposit_credited': {
      websocket: ['Yatırma işlemi tamamlandı', '1.500 USDT hesabınıza geçti. Ağ: TRON (TRC20). TxID: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3'],
      push: ['Yatırma işlemi tamamlandı: 1.500 USDT', 'Tutar hesabınıza geçti'],
      telegram: ['Yatırma işlemi tamamlandı', '1.500 USDT hesabınıza geçti. Ağ: TRON (TRC20). TxID: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3. Yatırma no: d-2081'],
      email: ['Yatırma işlemi tamamlandı: 1.500 USDT', '1.500 USDT hesabınıza geçti.\u000aAğ: TRON (TRC20)\u000aTxID: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3\u000aYatırma no: d-2081'],
    },
    'deposit_detected': {
      websocket: ['Yatırma işlemi algılandı', '1.500 USDT yatırma işleminiz algılandı ancak henüz hesabınıza geçmedi. Onay sayısı: 4. Gereken onay sayısı: 20. Ağ: TRON (TRC20). TxID: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3'],
      push: ['Yatırma işlemi algılandı: 1.500 USDT', 'Onaylandığında hesabınıza geçecek. Onay sayısı: 4. Gereken onay sayısı: 20'],
      telegram: ['Yatırma işlemi algılandı', '1.500 USDT yatırma işleminiz algılandı ancak henüz hesabınıza geçmedi. Onay sayısı: 4. Gereken onay sayısı: 20. Ağ: TRON (TRC20). TxID: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3. Yatırma no: d-2081'],
      email: ['Yatırma işlemi algılandı: 1.500 USDT', '1.500 USDT yatırma işleminiz algılandı ancak henüz hesabınıza geçmedi.\u000aOnay sayısı: 4\u000aGereken onay sayısı: 20\u000aAğ: TRON (TRC20)\u000aTxID: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3\u000aYatırma no: d-2081'],
    },
  },
  'newListing': {
    'new_listing': {
      websocket: ['Yeni listeleme', 'Sui (SUI-USDT) listelendi, puan: 8,5. İşlem başlangıcı: 24.11.2026 10:00 UTC'],
      push: ['Yeni listeleme: SUI-USDT', 'Sui, puan: 8,5. İşlem başlangıcı: 24.11.2026 10:00 UTC'],
      telegram: ['Yeni listeleme', 'Sui (SUI-USDT) listelendi, puan: 8,5. İşlem başlangıcı: 24.11.2026 10:00 UTC'],
      email: ['Yeni listeleme: SUI-USDT', 'Sui (SUI-USDT) listelendi, puan: 8,5.\u000aİşlem başlangıcı: 24.11.2026 10:00 UTC'],
    },
  },
  'weeklyReport': {
    'weekly_pnl_report': {
      websocket: ['Haftalık rapor: 2026, 47. hafta', 'Gerçekleşen kâr/zarar: 842,15 USDT. Gerçekleşmemiş kâr/zarar: -120,40 USDT. İşlem sayısı: 38. İşlem hacmi: 184.300,25 USDT'],
      push: ['Haftalık rapor: 2026, 47. hafta', 'Gerçekleşen kâr/zarar: 842,15 USDT. Gerçekleşmemiş kâr/zarar: -120,40 USDT. İşlem sayısı: 38. İşlem hacmi: 184.300,25 USDT'],
      telegram: ['Haftalık rapor: 2026, 47. hafta', 'Gerçekleşen kâr/zarar: 842,15 USDT. Gerçekleşmemiş kâr/zarar: -120,40 USDT. İşlem sayısı: 38. İşlem hacmi: 184.300,25 USDT'],
      email: ['Haftalık rapor: 2026, 47. hafta', 'Gerçekleşen kâr/zarar: 842,15 USDT.\u000aGerçekleşmemiş kâr/zarar: -120,40 USDT\u000aİşlem sayısı: 38\u000aİşlem hacmi: 184.300,25 USDT'],
    },
  },
  'dailyReport': {
    'daily_report': {
      websocket: ['Günlük rapor: 23.11.2026', '12 gerçekleşen emir, 3 fiyat alarmı, 1 yatırma işlemi, 2 referans ödülü. Gerçekleşen kâr/zarar: 215,30 USDT. Gerçekleşmemiş kâr/zarar: -48,75 USDT'],
      push: ['Günlük rapor: 23.11.2026', '12 gerçekleşen emir, 3 fiyat alarmı, 1 yatırma işlemi, 2 referans ödülü. Gerçekleşen kâr/zarar: 215,30 USDT. Gerçekleşmemiş kâr/zarar: -48,75 USDT'],
      telegram: ['Günlük rapor: 23.11.2026', '12 gerçekleşen emir, 3 fiyat alarmı, 1 yatırma işlemi, 2 referans ödülü. Gerçekleşen kâr/zarar: 215,30 USDT. Gerçekleşmemiş kâr/zarar: -48,75 USDT'],
      email: ['Günlük rapor: 23.11.2026', '12 gerçekleşen emir, 3 fiyat alarmı, 1 yatırma işlemi, 2 referans ödülü.\u000aGerçekleşen kâr/zarar: 215,30 USDT\u000aGerçekleşmemiş kâr/zarar: -48,75 USDT'],
    },
  },
  'referral': {
    'referral_accrued': {
      websocket: ['Referans ödülü', '4,25 USDT referans ödülü kazandınız. Davet ettiğiniz kişi sayısı: 7'],
      push: ['Referans ödülü: 4,25 USDT', 'Davet ettiğiniz kişiler sayesinde kazandınız'],
      telegram: ['Referans ödülü', '4,25 USDT referans ödülü kazandınız. Davet ettiğiniz kişi sayısı: 7. Ödül no: r-9310'],
      email: ['Referans ödülü: 4,25 USDT', '4,25 USDT referans ödülü kazandınız.\u000aDavet ettiğiniz kişi sayısı: 7\u000aÖdül no: r-9310'],
    },
  },
  'orderClosed': {
    'order_cancelled': {
      websocket: ['Emir iptal edildi', 'BTC-USDT emriniz borsa tarafından iptal edildi. Neden: Time in force expired. Gerçekleşmeyen miktar: 0,075'],
      push: ['Emir iptal edildi: BTC-USDT', 'Emriniz borsa tarafından iptal edildi. Neden: Time in force expired. Gerçekleşmeyen miktar: 0,075'],
      telegram: ['Emir iptal edildi', 'BTC-USDT emriniz borsa tarafından iptal edildi. Neden: Time in force expired. Gerçekleşmeyen miktar: 0,075. Emir no: o-77121'],
      email: ['Emir iptal edildi: BTC-USDT', 'BTC-USDT emriniz borsa tarafından iptal edildi.\u000aNeden: Time in force expired\u000aGerçekleşmeyen miktar: 0,075\u000aEmir no: o-77121'],
    },
    'order_rejected': {
      websocket: ['Emir reddedildi', 'BTC-USDT emriniz reddedildi. Neden: Insufficient balance'],
      push: ['Emir reddedildi: BTC-USDT', 'Emriniz işleme alınmadı. Neden: Insufficient balance'],
      telegram: ['Emir reddedildi', 'BTC-USDT emriniz reddedildi. Neden: Insufficient balance. Emir no: o-77122'],
      email: ['Emir reddedildi: BTC-USDT', 'BTC-USDT emriniz reddedildi.\u000aNeden: Insufficient balance\u000aEmir no: o-77122'],
    },
  },
  'stopTriggered': {
    'stop_triggered': {
      websocket: ['Stop emri tetiklendi', 'BTC-USDT stop satış emriniz 62.500,00 fiyatında tetiklendi. Miktar: 0,125'],
      push: ['Stop emri tetiklendi: BTC-USDT', 'Satış emriniz 62.500,00 fiyatında tetiklendi. Miktar: 0,125'],
      telegram: ['Stop emri tetiklendi', 'BTC-USDT stop satış emriniz 62.500,00 fiyatında tetiklendi. Miktar: 0,125. Emir no: o-77125. İstemci emir no: my-stop-3'],
      email: ['Stop emri tetiklendi: BTC-USDT', 'BTC-USDT stop satış emriniz 62.500,00 fiyatında tetiklendi.\u000aMiktar: 0,125\u000aEmir no: o-77125\u000aİstemci emir no: my-stop-3'],
      sms: ['', 'Stop emri tetiklendi: BTC-USDT satis, fiyat 62.500,00. Miktar: 0,125'],
    },
  },
  'funding': {
    'funding_paid': {
      websocket: ['Fonlama ödendi', 'BTC-USDT için 3,21 USDT fonlama ödediniz. Fonlama oranı (%): 0,01'],
      push: ['Fonlama ödendi: BTC-USDT', '3,21 USDT ödediniz. Fonlama oranı (%): 0,01'],
      telegram: ['Fonlama ödendi', 'BTC-USDT için 3,21 USDT fonlama ödediniz. Fonlama oranı (%): 0,01. Pozisyon no: p-4711'],
      email: ['Fonlama ödendi: BTC-USDT', 'BTC-USDT için 3,21 USDT fonlama ödediniz.\u000aFonlama oranı (%): 0,01\u000aPozisyon no: p-4711'],
    },
  },
  'withdrawal': {
    'transfer_completed': {
      websocket: ['Transfer tamamlandı', '500 USDT, Spot hesabından Futures hesabına transfer edildi'],
      push: ['Transfer tamamlandı: 500 USDT', 'Spot hesabından Futures hesabına'],
      telegram: ['Transfer tamamlandı', '500 USDT, Spot hesabından Futures hesabına transfer edildi. Transfer no: t-880'],
      email: ['Transfer tamamlandı: 500 USDT', '500 USDT, Spot hesabından Futures hesabına transfer edildi.\u000aTransfer no: t-880'],
    },
    'withdrawal_completed': {
      websocket: ['Çekim tamamlandı', '2.500 USDT çekim işleminiz tamamlandı. TxID: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Ağ: TRON (TRC20)'],
      push: ['Çekim tamamlandı: 2.500 USDT', 'İşlem ağ üzerinde onaylandı'],
      telegram: ['Çekim tamamlandı', '2.500 USDT çekim işleminiz tamamlandı. TxID: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Ağ: TRON (TRC20). Çekim no: w-5140'],
      email: ['Çekim tamamlandı: 2.500 USDT', '2.500 USDT çekim işleminiz tamamlandı.\u000aTxID: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92\u000aAğ: TRON (TRC20)\u000aÇekim no: w-5140'],
    },
    'withdrawal_sent': {
      websocket: ['Çekim gönderildi', '2.500 USDT çekim işleminiz gönderildi. TxID: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Ağ: TRON (TRC20)'],
      push: ['Çekim gönderildi: 2.500 USDT', 'Çekim işleminiz yolda'],
      telegram: ['Çekim gönderildi', '2.500 USDT çekim işleminiz gönderildi. TxID: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Ağ: TRON (TRC20). Çekim no: w-5140'],
      email: ['Çekim gönderildi: 2.500 USDT', '2.500 USDT çekim işleminiz gönderildi.\u000aTxID: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92\u000aAğ: TRON (TRC20)\u000aÇekim no: w-5140'],
    },
  },
  'p2p': {
    'p2p_dispute_opened': {
      websocket: ['P2P itirazı başlatıldı', 'P2P işleminiz için itiraz başlatıldı. Neden: Payment not received. İtirazı uygulamadan yanıtlayın'],
      push: ['P2P itirazı başlatıldı', 'P2P işleminiz için itiraz başlatıldı. Neden: Payment not received. İtirazı uygulamadan yanıtlayın'],
      telegram: ['P2P itirazı başlatıldı', 'P2P işleminiz için itiraz başlatıldı. Neden: Payment not received. İşlem no: pt-415. İtirazı uygulamadan yanıtlayın'],
      email: ['P2P itirazı başlatıldı', 'P2P işleminiz için itiraz başlatıldı. İtirazı uygulamadan yanıtlayın.\u000aNeden: Payment not received\u000aİşlem no: pt-415'],
      sms: ['', 'P2P isleminiz icin itiraz baslatildi, uygulamadan yanitlayin'],
    },
    'p2p_payment_marked': {
      websocket: ['P2P ödeme bildirimi', 'P2P işleminizde 750 EUR tutarındaki ödeme gönderildi olarak işaretlendi. Karşı taraf: Anna K. Kriptoyu yalnızca para hesabınıza geçtikten sonra serbest bırakın'],
      push: ['P2P ödeme bildirimi: 750 EUR', 'Paranın hesabınıza geçtiğini kontrol edin. Karşı taraf: Anna K. Kriptoyu yalnızca para hesabınıza geçtikten sonra serbest bırakın'],
      telegram: ['P2P ödeme bildirimi', 'P2P işleminizde 750 EUR tutarındaki ödeme gönderildi olarak işaretlendi. Karşı taraf: Anna K. İşlem no: pt-415. Kriptoyu yalnızca para hesabınıza geçtikten sonra serbest bırakın'],
      email: ['P2P ödeme bildirimi: 750 EUR', 'P2P işleminizde 750 EUR tutarındaki ödeme gönderildi olarak işaretlendi. Kriptoyu yalnızca para hesabınıza geçtikten sonra serbest bırakın.\u000aKarşı taraf: Anna K.\u000aİşlem no: pt-415'],
      sms: ['', 'P2P ödeme bildirimi: 750 EUR. Kriptoyu serbest birakmadan önce paranin hesabiniza gectigini kontrol edin. Karsi taraf: Anna K.'],
    },
  },
  'card': {
    'card_authorised': {
      websocket: ['Kart ödemesi onaylandı', 'Cafe Central iş yerinde 42,90 EUR tutarındaki kart ödemeniz onaylandı'],
      push: ['Kart ödemesi onaylandı: 42,90 EUR', 'İş yeri: Cafe Central'],
      telegram: ['Kart ödemesi onaylandı', 'Cafe Central iş yerinde 42,90 EUR tutarındaki kart ödemeniz onaylandı. Ödeme no: au-9921'],
      email: ['Kart ödemesi onaylandı: 42,90 EUR', 'Cafe Central iş yerinde 42,90 EUR tutarındaki kart ödemeniz onaylandı.\u000aÖdeme no: au-9921'],
    },
    'card_declined': {
      websocket: ['Kart ödemesi reddedildi', 'Cafe Central iş yerinde 42,90 EUR tutarındaki kart ödemeniz reddedildi. Neden: Insufficient balance'],
      push: ['Kart ödemesi reddedildi: 42,90 EUR', 'İş yeri: Cafe Central. Neden: Insufficient balance'],
      telegram: ['Kart ödemesi reddedildi', 'Cafe Central iş yerinde 42,90 EUR tutarındaki kart ödemeniz reddedildi. Neden: Insufficient balance. Ödeme no: au-9922'],
      email: ['Kart ödemesi reddedildi: 42,90 EUR', 'Cafe Central iş yerinde 42,90 EUR tutarındaki kart ödemeniz reddedildi.\u000aNeden: Insufficient balance\u000aÖdeme no: au-9922'],
    },
  },
  'copyTrading': {
    'copy_stopped': {
      websocket: ['Kopya işlem durduruldu', 'NordicAlpha adlı lider yatırımcıyı artık kopyalamıyorsunuz. Neden: Stop loss reached. Gerçekleşen kâr/zarar: -86,20 USDT'],
      push: ['Kopya işlem durduruldu: NordicAlpha', 'Bu lider yatırımcıyı artık kopyalamıyorsunuz. Neden: Stop loss reached. Gerçekleşen kâr/zarar: -86,20 USDT'],
      telegram: ['Kopya işlem durduruldu', 'NordicAlpha adlı lider yatırımcıyı artık kopyalamıyorsunuz. Neden: Stop loss reached. Gerçekleşen kâr/zarar: -86,20 USDT'],
      email: ['Kopya işlem durduruldu: NordicAlpha', 'NordicAlpha adlı lider yatırımcıyı artık kopyalamıyorsunuz.\u000aNeden: Stop loss reached\u000aGerçekleşen kâr/zarar: -86,20 USDT'],
    },
  },
  'earn': {
    'earn_matured': {
      websocket: ['Earn ürününün vadesi doldu', 'Earn ürününüzün vadesi doldu, 2 ETH yeniden kullanılabilir. Ödül: 0,0164 ETH'],
      push: ['Earn ürününün vadesi doldu: 2 ETH', 'Tutar yeniden kullanılabilir. Ödül: 0,0164 ETH'],
      telegram: ['Earn ürününün vadesi doldu', 'Earn ürününüzün vadesi doldu, 2 ETH yeniden kullanılabilir. Ödül: 0,0164 ETH. Ürün no: e-330'],
      email: ['Earn ürününün vadesi doldu: 2 ETH', 'Earn ürününüzün vadesi doldu, 2 ETH yeniden kullanılabilir.\u000aÖdül: 0,0164 ETH\u000aÜrün no: e-330'],
    },
    'staking_reward': {
      websocket: ['Stake ödülü', 'Stake geliriniz: 0,0042 ETH. Yıllık oran (%): 3,1'],
      push: ['Stake ödülü: 0,0042 ETH', 'Stake yoluyla kazanıldı'],
      telegram: ['Stake ödülü', 'Stake geliriniz: 0,0042 ETH. Yıllık oran (%): 3,1. Ödül: sr-2093'],
      email: ['Stake ödülü: 0,0042 ETH', 'Stake geliriniz: 0,0042 ETH.\u000aYıllık oran (%): 3,1\u000aÖdül: sr-2093'],
    },
  },
  'trading': {
    'contract_expiring': {
      websocket: ['Sözleşmenin vadesi yaklaşıyor', 'BTC-USDT-261127 sözleşmesinin vadesi 27.11.2026 08:00 UTC tarihinde doluyor. Beklenen uzlaşma fiyatı: 64.180,75'],
      push: ['Sözleşmenin vadesi yaklaşıyor: BTC-USDT-261127', 'Vade sonu: 27.11.2026 08:00 UTC. Beklenen uzlaşma fiyatı: 64.180,75'],
      telegram: ['Sözleşmenin vadesi yaklaşıyor', 'BTC-USDT-261127 sözleşmesinin vadesi 27.11.2026 08:00 UTC tarihinde doluyor. Beklenen uzlaşma fiyatı: 64.180,75'],
      email: ['Sözleşmenin vadesi yaklaşıyor: BTC-USDT-261127', 'BTC-USDT-261127 sözleşmesinin vadesi 27.11.2026 08:00 UTC tarihinde doluyor.\u000aBeklenen uzlaşma fiyatı: 64.180,75'],
    },
  },
  'market': {
    'trading_halted': {
      websocket: ['İşlemler durduruldu', 'BTC-USDT işlemleri durduruldu. Neden: System upgrade. Beklenen yeniden başlama zamanı: 23.11.2026 16:00 UTC'],
      push: ['İşlemler durduruldu: BTC-USDT', 'Emirler şu an için gerçekleşmiyor. Neden: System upgrade. Beklenen yeniden başlama zamanı: 23.11.2026 16:00 UTC'],
      telegram: ['İşlemler durduruldu', 'BTC-USDT işlemleri durduruldu. Neden: System upgrade. Beklenen yeniden başlama zamanı: 23.11.2026 16:00 UTC'],
      email: ['İşlemler durduruldu: BTC-USDT', 'BTC-USDT işlemleri durduruldu.\u000aNeden: System upgrade\u000aBeklenen yeniden başlama zamanı: 23.11.2026 16:00 UTC'],
    },
    'trading_resumed': {
      websocket: ['İşlemler yeniden başladı', 'BTC-USDT işlemleri yeniden başladı'],
      push: ['İşlemler yeniden başladı: BTC-USDT', 'Emirler yeniden gerçekleşiyor'],
      telegram: ['İşlemler yeniden başladı', 'BTC-USDT işlemleri yeniden başladı'],
      email: ['İşlemler yeniden başladı: BTC-USDT', 'BTC-USDT işlemleri yeniden başladı.'],
    },
    'maintenance': {
      websocket: ['Planlı bakım', '25.11.2026 02:00 UTC ile 25.11.2026 04:00 UTC arasında planlı bakım yapılacak. Etkilenen hizmetler: Spot trading'],
      push: ['Planlı bakım', '25.11.2026 02:00 UTC ile 25.11.2026 04:00 UTC arasında. Etkilenen hizmetler: Spot trading'],
      telegram: ['Planlı bakım', '25.11.2026 02:00 UTC ile 25.11.2026 04:00 UTC arasında planlı bakım yapılacak. Etkilenen hizmetler: Spot trading'],
      email: ['Planlı bakım', '25.11.2026 02:00 UTC ile 25.11.2026 04:00 UTC arasında planlı bakım yapılacak.\u000aEtkilenen hizmetler: Spot trading'],
    },
  },
  'account': {
    'kyc_approved': {
      websocket: ['Kimlik doğrulandı', 'Kimliğiniz doğrulandı'],
      push: ['Kimlik doğrulandı', 'Kimlik doğrulamanız onaylandı'],
      telegram: ['Kimlik doğrulandı', 'Kimliğiniz doğrulandı. Başvuru no: kyc-901'],
      email: ['Kimlik doğrulandı', 'Kimliğiniz doğrulandı.\u000aBaşvuru no: kyc-901'],
    },
    'fee_tier_changed': {
      websocket: ['Komisyon seviyesi değişti', 'Yeni komisyon seviyeniz: VIP 2. Maker komisyonu (%): 0,06. Taker komisyonu (%): 0,08'],
      push: ['Komisyon seviyesi değişti: VIP 2', 'İşlemlerinizde yeni komisyon oranları geçerli. Maker komisyonu (%): 0,06. Taker komisyonu (%): 0,08'],
      telegram: ['Komisyon seviyesi değişti', 'Yeni komisyon seviyeniz: VIP 2. Maker komisyonu (%): 0,06. Taker komisyonu (%): 0,08'],
      email: ['Komisyon seviyesi değişti: VIP 2', 'Yeni komisyon seviyeniz: VIP 2.\u000aMaker komisyonu (%): 0,06\u000aTaker komisyonu (%): 0,08'],
    },
  },
  'reports': {
    'statement_ready': {
      websocket: ['Hesap ekstresi hazır', '2026-10 dönemi hesap ekstreniz hazır'],
      push: ['Hesap ekstresi hazır: 2026-10', 'Uygulamadan indirebilirsiniz'],
      telegram: ['Hesap ekstresi hazır', '2026-10 dönemi hesap ekstreniz hazır'],
      email: ['Hesap ekstresi hazır: 2026-10', '2026-10 dönemi hesap ekstreniz hazır.'],
    },
    'tax_report_ready': {
      websocket: ['Vergi raporu hazır', '2026 dönemi vergi raporunuz hazır'],
      push: ['Vergi raporu hazır: 2026', 'Uygulamadan indirebilirsiniz'],
      telegram: ['Vergi raporu hazır', '2026 dönemi vergi raporunuz hazır'],
      email: ['Vergi raporu hazır: 2026', '2026 dönemi vergi raporunuz hazır.'],
    },
  },
  'news': {
    'announcement': {
      websocket: ['Duyuru', 'New earn products: Fixed terms of 30 and 60 days are now available. Ayrıntılar: https://exchange.example/news/an-210'],
      push: ['New earn products', 'Fixed terms of 30 and 60 days are now available'],
      telegram: ['Duyuru', 'New earn products: Fixed terms of 30 and 60 days are now available. Ayrıntılar: https://exchange.example/news/an-210'],
      email: ['New earn products', 'New earn products: Fixed terms of 30 and 60 days are now available.\u000aAyrıntılar: https://exchange.example/news/an-210'],
    },
  },
};
