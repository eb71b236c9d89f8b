// Generated from the event catalogue by `cargo run -p contract`. Do not edit it.

/** @type {import('../../types.js').Previews} */
export default {
  'liquidation': {
    'position_liquidated': {
      websocket: ['Position liquidiert', 'Ihre Long-Position über 0,25 BTC-USDT wurde zu 58.120,50 liquidiert. Realisierter Gewinn/Verlust: -1.532,40 USDT'],
      push: ['Position liquidiert: BTC-USDT', 'Ihre Long-Position über 0,25 wurde zu 58.120,50 liquidiert. Realisierter Gewinn/Verlust: -1.532,40 USDT'],
      telegram: ['Position liquidiert', 'Ihre Long-Position über 0,25 BTC-USDT wurde zu 58.120,50 liquidiert. Realisierter Gewinn/Verlust: -1.532,40 USDT. Position: p-4711. Client-Order-ID: liq-4711-1'],
      email: ['Position liquidiert: BTC-USDT', 'Ihre Long-Position über 0,25 BTC-USDT wurde zu 58.120,50 liquidiert.\u000aRealisierter Gewinn/Verlust: -1.532,40 USDT\u000aPosition: p-4711\u000aClient-Order-ID: liq-4711-1'],
      sms: ['', 'Liquidiert: Long 0,25 BTC-USDT zu 58.120,50. G/V: -1.532,40 USDT'],
    },
  },
  'liquidationWarning': {
    'margin_call': {
      websocket: ['Margin Call', 'Die Margin-Quote von BTC-USDT beträgt 118,5 % (Liquidation bei 100 %). Liquidationspreis: 58.120,50 USDT. Mark-Preis: 59.480,20 USDT'],
      push: ['Margin Call: BTC-USDT', 'Margin-Quote 118,5 % (Liquidation bei 100 %). Liquidationspreis: 58.120,50 USDT. Mark-Preis: 59.480,20 USDT'],
      telegram: ['Margin Call', 'Die Margin-Quote von BTC-USDT beträgt 118,5 % (Liquidation bei 100 %). Liquidationspreis: 58.120,50 USDT. Mark-Preis: 59.480,20 USDT. Position: p-4711'],
      email: ['Margin Call: BTC-USDT', 'Die Margin-Quote von BTC-USDT beträgt 118,5 % (Liquidation bei 100 %).\u000aLiquidationspreis: 58.120,50 USDT\u000aMark-Preis: 59.480,20 USDT\u000aPosition: p-4711'],
      sms: ['', 'Margin Call: BTC-USDT bei 118,5 % (Liquidation bei 100 %). Liq.-Preis: 58.120,50 USDT. Mark: 59.480,20 USDT'],
    },
    'loan_ltv_warning': {
      websocket: ['LTV-Warnung für Ihren Kredit', 'Die Beleihungsquote (LTV) Ihres Kredits beträgt 78,4 %. Liquidations-LTV (%): 83. Sicherheit: BTC. Erhöhen Sie die Sicherheiten oder zahlen Sie zurück, um eine Liquidation zu vermeiden'],
      push: ['LTV-Warnung für Ihren Kredit: 78,4 %', 'Ihr Kredit nähert sich der Liquidation. Liquidations-LTV (%): 83. Sicherheit: BTC. Erhöhen Sie die Sicherheiten oder zahlen Sie zurück, um eine Liquidation zu vermeiden'],
      telegram: ['LTV-Warnung für Ihren Kredit', 'Die Beleihungsquote (LTV) Ihres Kredits beträgt 78,4 %. Liquidations-LTV (%): 83. Sicherheit: BTC. Kredit: l-620. Erhöhen Sie die Sicherheiten oder zahlen Sie zurück, um eine Liquidation zu vermeiden'],
      email: ['LTV-Warnung für Ihren Kredit: 78,4 %', 'Die Beleihungsquote (LTV) Ihres Kredits beträgt 78,4 %. Erhöhen Sie die Sicherheiten oder zahlen Sie zurück, um eine Liquidation zu vermeiden.\u000aLiquidations-LTV (%): 83\u000aSicherheit: BTC\u000aKredit: l-620'],
      sms: ['', 'LTV-Warnung für Ihren Kredit: 78,4 %, Sicherheiten erhöhen oder zurückzahlen. Liq.-LTV (%): 83'],
    },
    'margin_restored': {
      websocket: ['Margin wieder ausreichend', 'Die Margin-Quote von BTC-USDT beträgt wieder 212,5 %'],
      push: ['Margin wieder ausreichend: BTC-USDT', 'Margin-Quote wieder bei 212,5 %'],
      telegram: ['Margin wieder ausreichend', 'Die Margin-Quote von BTC-USDT beträgt wieder 212,5 %. Position: p-4711'],
      email: ['Margin wieder ausreichend: BTC-USDT', 'Die Margin-Quote von BTC-USDT beträgt wieder 212,5 %.\u000aPosition: p-4711'],
    },
  },
  'orderFilled': {
    'order_filled': {
      websocket: ['Order ausgeführt', '0,125 BTC-USDT zu 64.250,10 gekauft. Gebühr: 8,03 USDT'],
      push: ['Order ausgeführt: BTC-USDT', '0,125 zu 64.250,10 gekauft. Gebühr: 8,03 USDT'],
      telegram: ['Order ausgeführt', '0,125 BTC-USDT zu 64.250,10 gekauft. Gebühr: 8,03 USDT. Order: o-77120. Client-Order-ID: my-order-12'],
      email: ['Order ausgeführt: BTC-USDT', '0,125 BTC-USDT zu 64.250,10 gekauft.\u000aGebühr: 8,03 USDT\u000aOrder: o-77120\u000aClient-Order-ID: my-order-12'],
      sms: ['', 'Ausgeführt: 0,125 BTC-USDT zu 64.250,10 gekauft. Gebühr: 8,03 USDT'],
    },
  },
  'priceAlert': {
    'price_alert': {
      websocket: ['Kursalarm', 'BTC-USDT steht bei 64.250,10 (Ihr Alarm: über 64.000). Ihre Notiz: Take profit'],
      push: ['Kursalarm: BTC-USDT', 'Jetzt bei 64.250,10 (Ihr Alarm: über 64.000). Ihre Notiz: Take profit'],
      telegram: ['Kursalarm', 'BTC-USDT steht bei 64.250,10 (Ihr Alarm: über 64.000). Ihre Notiz: Take profit'],
      email: ['Kursalarm: BTC-USDT', 'BTC-USDT steht bei 64.250,10 (Ihr Alarm: über 64.000).\u000aIhre Notiz: Take profit'],
    },
    'price_feed': {
      websocket: ['Kurse unterbrochen', 'Kein Kurs von BTC-USDT seit 23.11.2026, 14:05 UTC. Ihre Alarme darauf können erst wieder auslösen, wenn Kurse eintreffen'],
      push: ['Kurse unterbrochen: BTC-USDT', 'Kein Kurs seit 23.11.2026, 14:05 UTC. Ihre Alarme darauf können erst wieder auslösen, wenn Kurse eintreffen'],
      telegram: ['Kurse unterbrochen', 'Kein Kurs von BTC-USDT seit 23.11.2026, 14:05 UTC. Ihre Alarme darauf können erst wieder auslösen, wenn Kurse eintreffen'],
      email: ['Kurse unterbrochen: BTC-USDT', 'Kein Kurs von BTC-USDT seit 23.11.2026, 14:05 UTC. Ihre Alarme darauf können erst wieder auslösen, wenn Kurse eintreffen.'],
    },
  },
  'partialFill': {
    'order_partially_filled': {
      websocket: ['Order teilweise ausgeführt', '0,050 BTC-USDT zu 64.250,10 gekauft. Noch offen: 0,075'],
      push: ['Order teilweise ausgeführt: BTC-USDT', '0,050 zu 64.250,10 gekauft. Noch offen: 0,075'],
      telegram: ['Order teilweise ausgeführt', '0,050 BTC-USDT zu 64.250,10 gekauft. Noch offen: 0,075. Order: o-77120. Client-Order-ID: my-order-12'],
      email: ['Order teilweise ausgeführt: BTC-USDT', '0,050 BTC-USDT zu 64.250,10 gekauft.\u000aNoch offen: 0,075\u000aOrder: o-77120\u000aClient-Order-ID: my-order-12'],
    },
  },
  'deposit': {
    'deposit_credited': {
      websocket: ['Einzahlung gutgeschrieben', 'Ihrem Konto gutgeschrieben: 1.500 USDT. Netzwerk: TRON (TRC20). Transaktion: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3'],
      push: ['Einzahlung gutgeschrieben: 1.500 USDT', 'Der Betrag ist auf Ihrem Konto'],
      telegram: ['Einzahlung gutgeschrieben', 'Ihrem Konto gutgeschrieben: 1.500 USDT. Netzwerk: TRON (TRC20). Transaktion: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3. Einzahlung: d-2081'],
      email: ['Einzahlung gutgeschrieben: 1.500 USDT', 'Ihrem Konto gutgeschrieben: 1.500 USDT.\u000aNetzwerk: TRON (TRC20)\u000aTransaktion: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3\u000aEinzahlung: d-2081'],
    },
    'deposit_detected': {
      websocket: ['Einzahlung erkannt', 'Eine Einzahlung über 1.500 USDT wurde erkannt und ist noch nicht gutgeschrieben. Bestätigungen: 4. Benötigte Bestätigungen: 20. Netzwerk: TRON (TRC20). Transaktion: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3'],
      push: ['Einzahlung erkannt: 1.500 USDT', 'Sie wird nach der Bestätigung gutgeschrieben. Bestätigungen: 4. Benötigte Bestätigungen: 20'],
      telegram: ['Einzahlung erkannt', 'Eine Einzahlung über 1.500 USDT wurde erkannt und ist noch nicht gutgeschrieben. Bestätigungen: 4. Benötigte Bestätigungen: 20. Netzwerk: TRON (TRC20). Transaktion: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3. Einzahlung: d-2081'],
      email: ['Einzahlung erkannt: 1.500 USDT', 'Eine Einzahlung über 1.500 USDT wurde erkannt und ist noch nicht gutgeschrieben.\u000aBestätigungen: 4\u000aBenötigte Bestätigungen: 20\u000aNetzwerk: TRON (TRC20)\u000aTransaktion: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3\u000aEinzahlung: d-2081'],
    },
  },
  'newListing': {
    'new_listing': {
      websocket: ['Neues Listing', 'Sui (SUI-USDT) ist neu gelistet, Bewertung 8,5. Handelsstart: 24.11.2026, 10:00 UTC'],
      push: ['Neues Listing: SUI-USDT', 'Sui, Bewertung 8,5. Handelsstart: 24.11.2026, 10:00 UTC'],
      telegram: ['Neues Listing', 'Sui (SUI-USDT) ist neu gelistet, Bewertung 8,5. Handelsstart: 24.11.2026, 10:00 UTC'],
      email: ['Neues Listing: SUI-USDT', 'Sui (SUI-USDT) ist neu gelistet, Bewertung 8,5.\u000aHandelsstart: 24.11.2026, 10:00 UTC'],
    },
  },
  'weeklyReport': {
    'weekly_pnl_report': {
      websocket: ['Wochenbericht KW 47/2026', 'Realisierter Gewinn/Verlust: 842,15 USDT. Unrealisierter Gewinn/Verlust: -120,40 USDT. Trades: 38. Volumen: 184.300,25 USDT'],
      push: ['Wochenbericht KW 47/2026', 'Realisierter Gewinn/Verlust: 842,15 USDT. Unrealisierter Gewinn/Verlust: -120,40 USDT. Trades: 38. Volumen: 184.300,25 USDT'],
      telegram: ['Wochenbericht KW 47/2026', 'Realisierter Gewinn/Verlust: 842,15 USDT. Unrealisierter Gewinn/Verlust: -120,40 USDT. Trades: 38. Volumen: 184.300,25 USDT'],
      email: ['Wochenbericht KW 47/2026', 'Realisierter Gewinn/Verlust: 842,15 USDT.\u000aUnrealisierter Gewinn/Verlust: -120,40 USDT\u000aTrades: 38\u000aVolumen: 184.300,25 USDT'],
    },
  },
  'dailyReport': {
    'daily_report': {
      websocket: ['Tagesbericht 23.11.2026', '12 Ausführungen, 3 Kursalarme, 1 Einzahlung, 2 Empfehlungsprämien. Realisierter Gewinn/Verlust: 215,30 USDT. Unrealisierter Gewinn/Verlust: -48,75 USDT'],
      push: ['Tagesbericht 23.11.2026', '12 Ausführungen, 3 Kursalarme, 1 Einzahlung, 2 Empfehlungsprämien. Realisierter Gewinn/Verlust: 215,30 USDT. Unrealisierter Gewinn/Verlust: -48,75 USDT'],
      telegram: ['Tagesbericht 23.11.2026', '12 Ausführungen, 3 Kursalarme, 1 Einzahlung, 2 Empfehlungsprämien. Realisierter Gewinn/Verlust: 215,30 USDT. Unrealisierter Gewinn/Verlust: -48,75 USDT'],
      email: ['Tagesbericht 23.11.2026', '12 Ausführungen, 3 Kursalarme, 1 Einzahlung, 2 Empfehlungsprämien.\u000aRealisierter Gewinn/Verlust: 215,30 USDT\u000aUnrealisierter Gewinn/Verlust: -48,75 USDT'],
    },
  },
  'referral': {
    'referral_accrued': {
      websocket: ['Empfehlungsprämie', 'Sie haben 4,25 USDT verdient. Ihre Empfehlungen: 7'],
      push: ['Empfehlungsprämie: 4,25 USDT', 'Verdient durch Ihre Empfehlungen'],
      telegram: ['Empfehlungsprämie', 'Sie haben 4,25 USDT verdient. Ihre Empfehlungen: 7. Gutschrift: r-9310'],
      email: ['Empfehlungsprämie: 4,25 USDT', 'Sie haben 4,25 USDT verdient.\u000aIhre Empfehlungen: 7\u000aGutschrift: r-9310'],
    },
  },
  'orderClosed': {
    'order_cancelled': {
      websocket: ['Order storniert', 'Ihre Order in BTC-USDT wurde von der Börse storniert. Grund: Time in force expired. Nicht ausgeführt: 0,075'],
      push: ['Order storniert: BTC-USDT', 'Die Börse hat Ihre Order storniert. Grund: Time in force expired. Nicht ausgeführt: 0,075'],
      telegram: ['Order storniert', 'Ihre Order in BTC-USDT wurde von der Börse storniert. Grund: Time in force expired. Nicht ausgeführt: 0,075. Order: o-77121'],
      email: ['Order storniert: BTC-USDT', 'Ihre Order in BTC-USDT wurde von der Börse storniert.\u000aGrund: Time in force expired\u000aNicht ausgeführt: 0,075\u000aOrder: o-77121'],
    },
    'order_rejected': {
      websocket: ['Order abgelehnt', 'Ihre Order in BTC-USDT wurde abgelehnt. Grund: Insufficient balance'],
      push: ['Order abgelehnt: BTC-USDT', 'Ihre Order wurde nicht platziert. Grund: Insufficient balance'],
      telegram: ['Order abgelehnt', 'Ihre Order in BTC-USDT wurde abgelehnt. Grund: Insufficient balance. Order: o-77122'],
      email: ['Order abgelehnt: BTC-USDT', 'Ihre Order in BTC-USDT wurde abgelehnt.\u000aGrund: Insufficient balance\u000aOrder: o-77122'],
    },
  },
  'stopTriggered': {
    'stop_triggered': {
      websocket: ['Stop-Order ausgelöst', 'Ihre Stop-Order zum Verkauf von BTC-USDT wurde bei 62.500,00 ausgelöst. Menge: 0,125'],
      push: ['Stop-Order ausgelöst: BTC-USDT', 'Ihre Verkaufsorder wurde bei 62.500,00 ausgelöst. Menge: 0,125'],
      telegram: ['Stop-Order ausgelöst', 'Ihre Stop-Order zum Verkauf von BTC-USDT wurde bei 62.500,00 ausgelöst. Menge: 0,125. Order: o-77125. Client-Order-ID: my-stop-3'],
      email: ['Stop-Order ausgelöst: BTC-USDT', 'Ihre Stop-Order zum Verkauf von BTC-USDT wurde bei 62.500,00 ausgelöst.\u000aMenge: 0,125\u000aOrder: o-77125\u000aClient-Order-ID: my-stop-3'],
      sms: ['', 'Stop ausgelöst: Verkauf von BTC-USDT bei 62.500,00. Menge: 0,125'],
    },
  },
  'funding': {
    'funding_paid': {
      websocket: ['Funding gezahlt', 'Sie haben 3,21 USDT Funding für BTC-USDT gezahlt. Funding-Rate (%): 0,01'],
      push: ['Funding gezahlt: BTC-USDT', 'Sie haben 3,21 USDT gezahlt. Funding-Rate (%): 0,01'],
      telegram: ['Funding gezahlt', 'Sie haben 3,21 USDT Funding für BTC-USDT gezahlt. Funding-Rate (%): 0,01. Position: p-4711'],
      email: ['Funding gezahlt: BTC-USDT', 'Sie haben 3,21 USDT Funding für BTC-USDT gezahlt.\u000aFunding-Rate (%): 0,01\u000aPosition: p-4711'],
    },
  },
  'withdrawal': {
    'transfer_completed': {
      websocket: ['Transfer abgeschlossen', 'Von Spot zu Futures übertragen: 500 USDT'],
      push: ['Transfer abgeschlossen: 500 USDT', 'Von Spot zu Futures'],
      telegram: ['Transfer abgeschlossen', 'Von Spot zu Futures übertragen: 500 USDT. Transfer: t-880'],
      email: ['Transfer abgeschlossen: 500 USDT', 'Von Spot zu Futures übertragen: 500 USDT.\u000aTransfer: t-880'],
    },
    'withdrawal_completed': {
      websocket: ['Auszahlung abgeschlossen', 'Ihre Auszahlung über 2.500 USDT wurde abgeschlossen. Transaktion: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Netzwerk: TRON (TRC20)'],
      push: ['Auszahlung abgeschlossen: 2.500 USDT', 'Sie wurde im Netzwerk bestätigt'],
      telegram: ['Auszahlung abgeschlossen', 'Ihre Auszahlung über 2.500 USDT wurde abgeschlossen. Transaktion: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Netzwerk: TRON (TRC20). Auszahlung: w-5140'],
      email: ['Auszahlung abgeschlossen: 2.500 USDT', 'Ihre Auszahlung über 2.500 USDT wurde abgeschlossen.\u000aTransaktion: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92\u000aNetzwerk: TRON (TRC20)\u000aAuszahlung: w-5140'],
    },
    'withdrawal_sent': {
      websocket: ['Auszahlung gesendet', 'Ihre Auszahlung über 2.500 USDT wurde gesendet. Transaktion: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Netzwerk: TRON (TRC20)'],
      push: ['Auszahlung gesendet: 2.500 USDT', 'Sie ist unterwegs'],
      telegram: ['Auszahlung gesendet', 'Ihre Auszahlung über 2.500 USDT wurde gesendet. Transaktion: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Netzwerk: TRON (TRC20). Auszahlung: w-5140'],
      email: ['Auszahlung gesendet: 2.500 USDT', 'Ihre Auszahlung über 2.500 USDT wurde gesendet.\u000aTransaktion: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92\u000aNetzwerk: TRON (TRC20)\u000aAuszahlung: w-5140'],
    },
  },
  'p2p': {
    'p2p_dispute_opened': {
      websocket: ['P2P-Streitfall eröffnet', 'Zu Ihrem P2P-Trade wurde ein Streitfall eröffnet. Grund: Payment not received. Antworten Sie in der App'],
      push: ['P2P-Streitfall eröffnet', 'Zu Ihrem P2P-Trade wurde ein Streitfall eröffnet. Grund: Payment not received. Antworten Sie in der App'],
      telegram: ['P2P-Streitfall eröffnet', 'Zu Ihrem P2P-Trade wurde ein Streitfall eröffnet. Grund: Payment not received. Trade: pt-415. Antworten Sie in der App'],
      email: ['P2P-Streitfall eröffnet', 'Zu Ihrem P2P-Trade wurde ein Streitfall eröffnet. Antworten Sie in der App.\u000aGrund: Payment not received\u000aTrade: pt-415'],
      sms: ['', 'Zu Ihrem P2P-Trade wurde ein Streitfall eröffnet, antworten Sie in der App'],
    },
    'p2p_payment_marked': {
      websocket: ['P2P-Zahlung als gesendet markiert', 'In Ihrem P2P-Trade wurde eine Zahlung über 750 EUR als gesendet markiert. Handelspartner: Anna K. Geben Sie die Kryptowährung erst frei, wenn das Geld eingegangen ist'],
      push: ['P2P-Zahlung als gesendet markiert: 750 EUR', 'Prüfen Sie, ob das Geld eingegangen ist. Handelspartner: Anna K. Geben Sie die Kryptowährung erst frei, wenn das Geld eingegangen ist'],
      telegram: ['P2P-Zahlung als gesendet markiert', 'In Ihrem P2P-Trade wurde eine Zahlung über 750 EUR als gesendet markiert. Handelspartner: Anna K. Trade: pt-415. Geben Sie die Kryptowährung erst frei, wenn das Geld eingegangen ist'],
      email: ['P2P-Zahlung als gesendet markiert: 750 EUR', 'In Ihrem P2P-Trade wurde eine Zahlung über 750 EUR als gesendet markiert. Geben Sie die Kryptowährung erst frei, wenn das Geld eingegangen ist.\u000aHandelspartner: Anna K.\u000aTrade: pt-415'],
      sms: ['', 'P2P-Zahlung über 750 EUR als gesendet markiert. Prüfen Sie vor der Freigabe, ob sie eingegangen ist. Handelspartner: Anna K.'],
    },
  },
  'card': {
    'card_authorised': {
      websocket: ['Kartenzahlung genehmigt', 'Ihre Kartenzahlung über 42,90 EUR bei Cafe Central wurde genehmigt'],
      push: ['Kartenzahlung genehmigt: 42,90 EUR', 'Bei Cafe Central'],
      telegram: ['Kartenzahlung genehmigt', 'Ihre Kartenzahlung über 42,90 EUR bei Cafe Central wurde genehmigt. Zahlung: au-9921'],
      email: ['Kartenzahlung genehmigt: 42,90 EUR', 'Ihre Kartenzahlung über 42,90 EUR bei Cafe Central wurde genehmigt.\u000aZahlung: au-9921'],
    },
    'card_declined': {
      websocket: ['Kartenzahlung abgelehnt', 'Ihre Kartenzahlung über 42,90 EUR bei Cafe Central wurde abgelehnt. Grund: Insufficient balance'],
      push: ['Kartenzahlung abgelehnt: 42,90 EUR', 'Bei Cafe Central. Grund: Insufficient balance'],
      telegram: ['Kartenzahlung abgelehnt', 'Ihre Kartenzahlung über 42,90 EUR bei Cafe Central wurde abgelehnt. Grund: Insufficient balance. Zahlung: au-9922'],
      email: ['Kartenzahlung abgelehnt: 42,90 EUR', 'Ihre Kartenzahlung über 42,90 EUR bei Cafe Central wurde abgelehnt.\u000aGrund: Insufficient balance\u000aZahlung: au-9922'],
    },
  },
  'copyTrading': {
    'copy_stopped': {
      websocket: ['Copy-Trading beendet', 'Sie kopieren NordicAlpha nicht mehr. Grund: Stop loss reached. Realisierter Gewinn/Verlust: -86,20 USDT'],
      push: ['Copy-Trading beendet: NordicAlpha', 'Sie kopieren diesen Lead-Trader nicht mehr. Grund: Stop loss reached. Realisierter Gewinn/Verlust: -86,20 USDT'],
      telegram: ['Copy-Trading beendet', 'Sie kopieren NordicAlpha nicht mehr. Grund: Stop loss reached. Realisierter Gewinn/Verlust: -86,20 USDT'],
      email: ['Copy-Trading beendet: NordicAlpha', 'Sie kopieren NordicAlpha nicht mehr.\u000aGrund: Stop loss reached\u000aRealisierter Gewinn/Verlust: -86,20 USDT'],
    },
  },
  'earn': {
    'earn_matured': {
      websocket: ['Earn-Produkt ausgelaufen', 'Ihr Earn-Produkt ist ausgelaufen, wieder verfügbar: 2 ETH. Belohnung: 0,0164 ETH'],
      push: ['Earn-Produkt ausgelaufen: 2 ETH', 'Der Betrag ist wieder verfügbar. Belohnung: 0,0164 ETH'],
      telegram: ['Earn-Produkt ausgelaufen', 'Ihr Earn-Produkt ist ausgelaufen, wieder verfügbar: 2 ETH. Belohnung: 0,0164 ETH. Produkt: e-330'],
      email: ['Earn-Produkt ausgelaufen: 2 ETH', 'Ihr Earn-Produkt ist ausgelaufen, wieder verfügbar: 2 ETH.\u000aBelohnung: 0,0164 ETH\u000aProdukt: e-330'],
    },
    'staking_reward': {
      websocket: ['Staking-Prämie', 'Durch Staking verdient: 0,0042 ETH. Jahreszins (%): 3,1'],
      push: ['Staking-Prämie: 0,0042 ETH', 'Durch Staking verdient'],
      telegram: ['Staking-Prämie', 'Durch Staking verdient: 0,0042 ETH. Jahreszins (%): 3,1. Prämie: sr-2093'],
      email: ['Staking-Prämie: 0,0042 ETH', 'Durch Staking verdient: 0,0042 ETH.\u000aJahreszins (%): 3,1\u000aPrämie: sr-2093'],
    },
  },
  'trading': {
    'contract_expiring': {
      websocket: ['Kontrakt läuft bald aus', 'BTC-USDT-261127 läuft am 27.11.2026, 08:00 UTC aus. Erwarteter Abrechnungspreis: 64.180,75'],
      push: ['Kontrakt läuft bald aus: BTC-USDT-261127', 'Er läuft am 27.11.2026, 08:00 UTC aus. Erwarteter Abrechnungspreis: 64.180,75'],
      telegram: ['Kontrakt läuft bald aus', 'BTC-USDT-261127 läuft am 27.11.2026, 08:00 UTC aus. Erwarteter Abrechnungspreis: 64.180,75'],
      email: ['Kontrakt läuft bald aus: BTC-USDT-261127', 'BTC-USDT-261127 läuft am 27.11.2026, 08:00 UTC aus.\u000aErwarteter Abrechnungspreis: 64.180,75'],
    },
  },
  'market': {
    'trading_halted': {
      websocket: ['Handel ausgesetzt', 'Der Handel in BTC-USDT ist ausgesetzt. Grund: System upgrade. Voraussichtlich bis: 23.11.2026, 16:00 UTC'],
      push: ['Handel ausgesetzt: BTC-USDT', 'Orders werden vorerst nicht ausgeführt. Grund: System upgrade. Voraussichtlich bis: 23.11.2026, 16:00 UTC'],
      telegram: ['Handel ausgesetzt', 'Der Handel in BTC-USDT ist ausgesetzt. Grund: System upgrade. Voraussichtlich bis: 23.11.2026, 16:00 UTC'],
      email: ['Handel ausgesetzt: BTC-USDT', 'Der Handel in BTC-USDT ist ausgesetzt.\u000aGrund: System upgrade\u000aVoraussichtlich bis: 23.11.2026, 16:00 UTC'],
    },
    'trading_resumed': {
      websocket: ['Handel wieder aufgenommen', 'Der Handel in BTC-USDT wurde wieder aufgenommen'],
      push: ['Handel wieder aufgenommen: BTC-USDT', 'Orders werden wieder ausgeführt'],
      telegram: ['Handel wieder aufgenommen', 'Der Handel in BTC-USDT wurde wieder aufgenommen'],
      email: ['Handel wieder aufgenommen: BTC-USDT', 'Der Handel in BTC-USDT wurde wieder aufgenommen.'],
    },
    'maintenance': {
      websocket: ['Geplante Wartung', 'Eine Wartung ist geplant von 25.11.2026, 02:00 UTC bis 25.11.2026, 04:00 UTC. Betroffen: Spot trading'],
      push: ['Geplante Wartung', 'Von 25.11.2026, 02:00 UTC bis 25.11.2026, 04:00 UTC. Betroffen: Spot trading'],
      telegram: ['Geplante Wartung', 'Eine Wartung ist geplant von 25.11.2026, 02:00 UTC bis 25.11.2026, 04:00 UTC. Betroffen: Spot trading'],
      email: ['Geplante Wartung', 'Eine Wartung ist geplant von 25.11.2026, 02:00 UTC bis 25.11.2026, 04:00 UTC.\u000aBetroffen: Spot trading'],
    },
  },
  'account': {
    'kyc_approved': {
      websocket: ['Identität bestätigt', 'Ihre Identität wurde bestätigt'],
      push: ['Identität bestätigt', 'Ihre Verifizierung wurde genehmigt'],
      telegram: ['Identität bestätigt', 'Ihre Identität wurde bestätigt. Vorgang: kyc-901'],
      email: ['Identität bestätigt', 'Ihre Identität wurde bestätigt.\u000aVorgang: kyc-901'],
    },
    'fee_tier_changed': {
      websocket: ['Gebührenstufe geändert', 'Ihre Gebührenstufe ist jetzt VIP 2. Maker-Gebühr (%): 0,06. Taker-Gebühr (%): 0,08'],
      push: ['Gebührenstufe geändert: VIP 2', 'Für Ihre Trades gelten neue Gebühren. Maker-Gebühr (%): 0,06. Taker-Gebühr (%): 0,08'],
      telegram: ['Gebührenstufe geändert', 'Ihre Gebührenstufe ist jetzt VIP 2. Maker-Gebühr (%): 0,06. Taker-Gebühr (%): 0,08'],
      email: ['Gebührenstufe geändert: VIP 2', 'Ihre Gebührenstufe ist jetzt VIP 2.\u000aMaker-Gebühr (%): 0,06\u000aTaker-Gebühr (%): 0,08'],
    },
  },
  'reports': {
    'statement_ready': {
      websocket: ['Kontoauszug verfügbar', 'Ihr Kontoauszug für 2026-10 ist verfügbar'],
      push: ['Kontoauszug verfügbar: 2026-10', 'Sie können ihn in der App herunterladen'],
      telegram: ['Kontoauszug verfügbar', 'Ihr Kontoauszug für 2026-10 ist verfügbar'],
      email: ['Kontoauszug verfügbar: 2026-10', 'Ihr Kontoauszug für 2026-10 ist verfügbar.'],
    },
    'tax_report_ready': {
      websocket: ['Steuerbericht verfügbar', 'Ihr Steuerbericht für 2026 ist verfügbar'],
      push: ['Steuerbericht verfügbar: 2026', 'Sie können ihn in der App herunterladen'],
      telegram: ['Steuerbericht verfügbar', 'Ihr Steuerbericht für 2026 ist verfügbar'],
      email: ['Steuerbericht verfügbar: 2026', 'Ihr Steuerbericht für 2026 ist verfügbar.'],
    },
  },
  'news': {
    'announcement': {
      websocket: ['Ankündigung', 'Neue Earn-Produkte: Laufzeiten von 30 und 60 Tagen sind jetzt verfügbar. Mehr dazu: https://exchange.example/news/an-210'],
      push: ['Neue Earn-Produkte', 'Laufzeiten von 30 und 60 Tagen sind jetzt verfügbar'],
      telegram: ['Ankündigung', 'Neue Earn-Produkte: Laufzeiten von 30 und 60 Tagen sind jetzt verfügbar. Mehr dazu: https://exchange.example/news/an-210'],
      email: ['Neue Earn-Produkte', 'Neue Earn-Produkte: Laufzeiten von 30 und 60 Tagen sind jetzt verfügbar.\u000aMehr dazu: https://exchange.example/news/an-210'],
    },
  },
};
