// Generated from the event catalogue by `cargo run -p contract`. Do not edit it.

/** @type {import('../../types.js').Previews} */
export default {
  'liquidation': {
    'position_liquidated': {
      websocket: ['ポジションの強制決済', 'BTC-USDTのロングポジション（数量0.25）が58,120.50で強制決済されました。実現損益：-1,532.40 USDT'],
      push: ['ポジションの強制決済：BTC-USDT', 'ロングポジション（数量0.25）が58,120.50で強制決済されました。実現損益：-1,532.40 USDT'],
      telegram: ['ポジションの強制決済', 'BTC-USDTのロングポジション（数量0.25）が58,120.50で強制決済されました。実現損益：-1,532.40 USDT。ポジションID：p-4711。クライアント注文ID：liq-4711-1'],
      email: ['ポジションの強制決済：BTC-USDT', 'BTC-USDTのロングポジション（数量0.25）が58,120.50で強制決済されました。\u000a実現損益: -1,532.40 USDT\u000aポジションID: p-4711\u000aクライアント注文ID: liq-4711-1'],
      sms: ['', '強制決済：BTC-USDT ロング、数量0.25、価格58,120.50。損益：-1,532.40 USDT'],
    },
  },
  'liquidationWarning': {
    'margin_call': {
      websocket: ['マージンコール', 'BTC-USDTの証拠金維持率が118.5%に低下しました（100%で強制決済）。強制決済価格：58,120.50 USDT。マーク価格：59,480.20 USDT'],
      push: ['マージンコール：BTC-USDT', '証拠金維持率が118.5%に低下しました（100%で強制決済）。強制決済価格：58,120.50 USDT。マーク価格：59,480.20 USDT'],
      telegram: ['マージンコール', 'BTC-USDTの証拠金維持率が118.5%に低下しました（100%で強制決済）。強制決済価格：58,120.50 USDT。マーク価格：59,480.20 USDT。ポジションID：p-4711'],
      email: ['マージンコール：BTC-USDT', 'BTC-USDTの証拠金維持率が118.5%に低下しました（100%で強制決済）。\u000a強制決済価格: 58,120.50 USDT\u000aマーク価格: 59,480.20 USDT\u000aポジションID: p-4711'],
      sms: ['', 'マージンコール：BTC-USDTの証拠金維持率118.5%（100%で強制決済）。強制決済価格：58,120.50 USDT。マーク価格：59,480.20 USDT'],
    },
    'loan_ltv_warning': {
      websocket: ['ローンLTV警告', 'ローンのLTV（担保価値に対する借入比率）が78.4%になりました。清算LTV（%）：83。担保資産：BTC。清算を避けるには、担保を追加するか返済してください'],
      push: ['ローンLTV警告：78.4%', 'ローンが清算水準に近づいています。清算LTV（%）：83。担保資産：BTC。清算を避けるには、担保を追加するか返済してください'],
      telegram: ['ローンLTV警告', 'ローンのLTV（担保価値に対する借入比率）が78.4%になりました。清算LTV（%）：83。担保資産：BTC。ローンID：l-620。清算を避けるには、担保を追加するか返済してください'],
      email: ['ローンLTV警告：78.4%', 'ローンのLTV（担保価値に対する借入比率）が78.4%になりました。清算を避けるには、担保を追加するか返済してください。\u000a清算LTV（%）: 83\u000a担保資産: BTC\u000aローンID: l-620'],
      sms: ['', 'ローンLTV警告：78.4%。担保の追加または返済をお願いします。清算LTV（%）：83'],
    },
    'margin_restored': {
      websocket: ['証拠金維持率の回復', 'BTC-USDTの証拠金維持率が212.5%に回復しました'],
      push: ['証拠金維持率の回復：BTC-USDT', '証拠金維持率が212.5%に回復しました'],
      telegram: ['証拠金維持率の回復', 'BTC-USDTの証拠金維持率が212.5%に回復しました。ポジションID：p-4711'],
      email: ['証拠金維持率の回復：BTC-USDT', 'BTC-USDTの証拠金維持率が212.5%に回復しました。\u000aポジションID: p-4711'],
    },
  },
  'orderFilled': {
    'order_filled': {
      websocket: ['注文約定', 'BTC-USDTの買い注文（数量0.125）が64,250.10で約定しました。手数料：8.03 USDT'],
      push: ['注文約定：BTC-USDT', '買い注文（数量0.125）が64,250.10で約定しました。手数料：8.03 USDT'],
      telegram: ['注文約定', 'BTC-USDTの買い注文（数量0.125）が64,250.10で約定しました。手数料：8.03 USDT。注文ID：o-77120。クライアント注文ID：my-order-12'],
      email: ['注文約定：BTC-USDT', 'BTC-USDTの買い注文（数量0.125）が64,250.10で約定しました。\u000a手数料: 8.03 USDT\u000a注文ID: o-77120\u000aクライアント注文ID: my-order-12'],
      sms: ['', '約定：BTC-USDT 買い、数量0.125、価格64,250.10。手数料：8.03 USDT'],
    },
  },
  'priceAlert': {
    'price_alert': {
      websocket: ['価格アラート', 'BTC-USDTが64,250.10になりました（設定：64,000以上）。メモ：Take profit'],
      push: ['価格アラート：BTC-USDT', '現在64,250.10です（設定：64,000以上）。メモ：Take profit'],
      telegram: ['価格アラート', 'BTC-USDTが64,250.10になりました（設定：64,000以上）。メモ：Take profit'],
      email: ['価格アラート：BTC-USDT', 'BTC-USDTが64,250.10になりました（設定：64,000以上）。\u000aメモ: Take profit'],
    },
    'price_feed': {
      websocket: ['価格更新の中断', 'BTC-USDTの価格は2026/11/23 14:05 UTCを最後に更新されていません。再開するまで、この銘柄の価格アラートは作動しません'],
      push: ['価格更新の中断：BTC-USDT', '価格は2026/11/23 14:05 UTCを最後に更新されていません。再開するまで、この銘柄の価格アラートは作動しません'],
      telegram: ['価格更新の中断', 'BTC-USDTの価格は2026/11/23 14:05 UTCを最後に更新されていません。再開するまで、この銘柄の価格アラートは作動しません'],
      email: ['価格更新の中断：BTC-USDT', 'BTC-USDTの価格は2026/11/23 14:05 UTCを最後に更新されていません。再開するまで、この銘柄の価格アラートは作動しません。'],
    },
  },
  'partialFill': {
    'order_partially_filled': {
      websocket: ['注文の一部約定', 'BTC-USDTの買い注文のうち、数量0.050が64,250.10で約定しました。未約定数量：0.075'],
      push: ['注文の一部約定：BTC-USDT', '買い注文のうち、数量0.050が64,250.10で約定しました。未約定数量：0.075'],
      telegram: ['注文の一部約定', 'BTC-USDTの買い注文のうち、数量0.050が64,250.10で約定しました。未約定数量：0.075。注文ID：o-77120。クライアント注文ID：my-order-12'],
      email: ['注文の一部約定：BTC-USDT', 'BTC-USDTの買い注文のうち、数量0.050が64,250.10で約定しました。\u000a未約定数量: 0.075\u000a注文ID: o-77120\u000aクライアント注文ID: my-order-12'],
    },
  },
  'deposit': {
    'deposit_credited': {
      websocket: ['入金完了', '1,500 USDTがアカウントに入金されました。ネットワーク：TRON (TRC20)。トランザクションID：7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3'],
      push: ['入金完了：1,500 USDT', 'アカウントに反映されました'],
      telegram: ['入金完了', '1,500 USDTがアカウントに入金されました。ネットワーク：TRON (TRC20)。トランザクションID：7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3。入金ID：d-2081'],
      email: ['入金完了：1,500 USDT', '1,500 USDTがアカウントに入金されました。\u000aネットワーク: TRON (TRC20)\u000aトランザクションID: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3\u000a入金ID: d-2081'],
    },
    'deposit_detected': {
      websocket: ['入金の検知', '1,500 USDTの入金を検知しました（未反映）。承認数：4。必要承認数：20。ネットワーク：TRON (TRC20)。トランザクションID：7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3'],
      push: ['入金の検知：1,500 USDT', 'ネットワークでの承認後に反映されます。承認数：4。必要承認数：20'],
      telegram: ['入金の検知', '1,500 USDTの入金を検知しました（未反映）。承認数：4。必要承認数：20。ネットワーク：TRON (TRC20)。トランザクションID：7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3。入金ID：d-2081'],
      email: ['入金の検知：1,500 USDT', '1,500 USDTの入金を検知しました（未反映）。\u000a承認数: 4\u000a必要承認数: 20\u000aネットワーク: TRON (TRC20)\u000aトランザクションID: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3\u000a入金ID: d-2081'],
    },
  },
  'newListing': {
    'new_listing': {
      websocket: ['新規上場', 'Sui（SUI-USDT）が上場銘柄に追加されました（スコア8.5）。取引開始日時：2026/11/24 10:00 UTC'],
      push: ['新規上場：SUI-USDT', 'Sui、スコア8.5。取引開始日時：2026/11/24 10:00 UTC'],
      telegram: ['新規上場', 'Sui（SUI-USDT）が上場銘柄に追加されました（スコア8.5）。取引開始日時：2026/11/24 10:00 UTC'],
      email: ['新規上場：SUI-USDT', 'Sui（SUI-USDT）が上場銘柄に追加されました（スコア8.5）。\u000a取引開始日時: 2026/11/24 10:00 UTC'],
    },
  },
  'weeklyReport': {
    'weekly_pnl_report': {
      websocket: ['週次レポート（2026年第47週）', '実現損益：842.15 USDT。未実現損益：-120.40 USDT。取引回数：38。取引高：184,300.25 USDT'],
      push: ['週次レポート（2026年第47週）', '実現損益：842.15 USDT。未実現損益：-120.40 USDT。取引回数：38。取引高：184,300.25 USDT'],
      telegram: ['週次レポート（2026年第47週）', '実現損益：842.15 USDT。未実現損益：-120.40 USDT。取引回数：38。取引高：184,300.25 USDT'],
      email: ['週次レポート（2026年第47週）', '実現損益：842.15 USDT。\u000a未実現損益: -120.40 USDT\u000a取引回数: 38\u000a取引高: 184,300.25 USDT'],
    },
  },
  'dailyReport': {
    'daily_report': {
      websocket: ['日次レポート 2026/11/23', '約定12件、価格アラート3件、入金1件、紹介報酬2件。実現損益：215.30 USDT。未実現損益：-48.75 USDT'],
      push: ['日次レポート 2026/11/23', '約定12件、価格アラート3件、入金1件、紹介報酬2件。実現損益：215.30 USDT。未実現損益：-48.75 USDT'],
      telegram: ['日次レポート 2026/11/23', '約定12件、価格アラート3件、入金1件、紹介報酬2件。実現損益：215.30 USDT。未実現損益：-48.75 USDT'],
      email: ['日次レポート 2026/11/23', '約定12件、価格アラート3件、入金1件、紹介報酬2件。\u000a実現損益: 215.30 USDT\u000a未実現損益: -48.75 USDT'],
    },
  },
  'referral': {
    'referral_accrued': {
      websocket: ['紹介報酬', '紹介報酬として4.25 USDTを獲得しました。紹介人数：7'],
      push: ['紹介報酬：4.25 USDT', 'ご紹介により報酬を獲得しました'],
      telegram: ['紹介報酬', '紹介報酬として4.25 USDTを獲得しました。紹介人数：7。報酬ID：r-9310'],
      email: ['紹介報酬：4.25 USDT', '紹介報酬として4.25 USDTを獲得しました。\u000a紹介人数: 7\u000a報酬ID: r-9310'],
    },
  },
  'orderClosed': {
    'order_cancelled': {
      websocket: ['注文キャンセル', 'BTC-USDTの注文が取引所によりキャンセルされました。理由：Time in force expired。未約定数量：0.075'],
      push: ['注文キャンセル：BTC-USDT', '注文が取引所によりキャンセルされました。理由：Time in force expired。未約定数量：0.075'],
      telegram: ['注文キャンセル', 'BTC-USDTの注文が取引所によりキャンセルされました。理由：Time in force expired。未約定数量：0.075。注文ID：o-77121'],
      email: ['注文キャンセル：BTC-USDT', 'BTC-USDTの注文が取引所によりキャンセルされました。\u000a理由: Time in force expired\u000a未約定数量: 0.075\u000a注文ID: o-77121'],
    },
    'order_rejected': {
      websocket: ['注文拒否', 'BTC-USDTの注文が拒否されました。理由：Insufficient balance'],
      push: ['注文拒否：BTC-USDT', '注文は受け付けられませんでした。理由：Insufficient balance'],
      telegram: ['注文拒否', 'BTC-USDTの注文が拒否されました。理由：Insufficient balance。注文ID：o-77122'],
      email: ['注文拒否：BTC-USDT', 'BTC-USDTの注文が拒否されました。\u000a理由: Insufficient balance\u000a注文ID: o-77122'],
    },
  },
  'stopTriggered': {
    'stop_triggered': {
      websocket: ['ストップ注文の発動', 'BTC-USDTのストップ注文（売り）が62,500.00で発動しました。数量：0.125'],
      push: ['ストップ注文の発動：BTC-USDT', '売り注文が62,500.00で発動しました。数量：0.125'],
      telegram: ['ストップ注文の発動', 'BTC-USDTのストップ注文（売り）が62,500.00で発動しました。数量：0.125。注文ID：o-77125。クライアント注文ID：my-stop-3'],
      email: ['ストップ注文の発動：BTC-USDT', 'BTC-USDTのストップ注文（売り）が62,500.00で発動しました。\u000a数量: 0.125\u000a注文ID: o-77125\u000aクライアント注文ID: my-stop-3'],
      sms: ['', 'ストップ注文の発動：BTC-USDT 売り、トリガー価格62,500.00。数量：0.125'],
    },
  },
  'funding': {
    'funding_paid': {
      websocket: ['資金調達料の支払い', 'BTC-USDTの資金調達料3.21 USDTを支払いました。資金調達率（%）：0.01'],
      push: ['資金調達料の支払い：BTC-USDT', '3.21 USDTを支払いました。資金調達率（%）：0.01'],
      telegram: ['資金調達料の支払い', 'BTC-USDTの資金調達料3.21 USDTを支払いました。資金調達率（%）：0.01。ポジションID：p-4711'],
      email: ['資金調達料の支払い：BTC-USDT', 'BTC-USDTの資金調達料3.21 USDTを支払いました。\u000a資金調達率（%）: 0.01\u000aポジションID: p-4711'],
    },
  },
  'withdrawal': {
    'transfer_completed': {
      websocket: ['振替完了', '500 USDTをSpotからFuturesに振り替えました'],
      push: ['振替完了：500 USDT', 'SpotからFuturesへ'],
      telegram: ['振替完了', '500 USDTをSpotからFuturesに振り替えました。振替ID：t-880'],
      email: ['振替完了：500 USDT', '500 USDTをSpotからFuturesに振り替えました。\u000a振替ID: t-880'],
    },
    'withdrawal_completed': {
      websocket: ['出金完了', '2,500 USDTの出金が完了しました。トランザクションID：e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92。ネットワーク：TRON (TRC20)'],
      push: ['出金完了：2,500 USDT', 'ネットワークで承認されました'],
      telegram: ['出金完了', '2,500 USDTの出金が完了しました。トランザクションID：e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92。ネットワーク：TRON (TRC20)。出金ID：w-5140'],
      email: ['出金完了：2,500 USDT', '2,500 USDTの出金が完了しました。\u000aトランザクションID: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92\u000aネットワーク: TRON (TRC20)\u000a出金ID: w-5140'],
    },
    'withdrawal_sent': {
      websocket: ['出金の送信', '2,500 USDTの出金をネットワークに送信しました。トランザクションID：e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92。ネットワーク：TRON (TRC20)'],
      push: ['出金の送信：2,500 USDT', 'ネットワークでの承認を待っています'],
      telegram: ['出金の送信', '2,500 USDTの出金をネットワークに送信しました。トランザクションID：e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92。ネットワーク：TRON (TRC20)。出金ID：w-5140'],
      email: ['出金の送信：2,500 USDT', '2,500 USDTの出金をネットワークに送信しました。\u000aトランザクションID: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92\u000aネットワーク: TRON (TRC20)\u000a出金ID: w-5140'],
    },
  },
  'p2p': {
    'p2p_dispute_opened': {
      websocket: ['P2P取引の異議申し立て', 'P2P取引について異議申し立てがありました。理由：Payment not received。アプリでご対応ください'],
      push: ['P2P取引の異議申し立て', 'P2P取引について異議申し立てがありました。理由：Payment not received。アプリでご対応ください'],
      telegram: ['P2P取引の異議申し立て', 'P2P取引について異議申し立てがありました。理由：Payment not received。取引ID：pt-415。アプリでご対応ください'],
      email: ['P2P取引の異議申し立て', 'P2P取引について異議申し立てがありました。アプリでご対応ください。\u000a理由: Payment not received\u000a取引ID: pt-415'],
      sms: ['', 'P2P取引について異議申し立てがありました。アプリでご対応ください'],
    },
    'p2p_payment_marked': {
      websocket: ['P2P取引の支払い連絡', 'P2P取引の相手が750 EURを支払い済みにしました。取引相手：Anna K. 必ず着金を確認してから、暗号資産をリリースしてください'],
      push: ['P2P取引の支払い連絡：750 EUR', '着金をご確認ください。取引相手：Anna K. 必ず着金を確認してから、暗号資産をリリースしてください'],
      telegram: ['P2P取引の支払い連絡', 'P2P取引の相手が750 EURを支払い済みにしました。取引相手：Anna K. 取引ID：pt-415。必ず着金を確認してから、暗号資産をリリースしてください'],
      email: ['P2P取引の支払い連絡：750 EUR', 'P2P取引の相手が750 EURを支払い済みにしました。必ず着金を確認してから、暗号資産をリリースしてください。\u000a取引相手: Anna K.\u000a取引ID: pt-415'],
      sms: ['', 'P2P取引の相手が750 EURを支払い済みにしました。着金を確認してからリリースしてください。取引相手：Anna K.'],
    },
  },
  'card': {
    'card_authorised': {
      websocket: ['カード決済の承認', 'Cafe Centralでの42.90 EURのカード決済が承認されました'],
      push: ['カード決済の承認：42.90 EUR', 'ご利用先：Cafe Central'],
      telegram: ['カード決済の承認', 'Cafe Centralでの42.90 EURのカード決済が承認されました。決済ID：au-9921'],
      email: ['カード決済の承認：42.90 EUR', 'Cafe Centralでの42.90 EURのカード決済が承認されました。\u000a決済ID: au-9921'],
    },
    'card_declined': {
      websocket: ['カード決済の拒否', 'Cafe Centralでの42.90 EURのカード決済が承認されませんでした。理由：Insufficient balance'],
      push: ['カード決済の拒否：42.90 EUR', 'ご利用先：Cafe Central。理由：Insufficient balance'],
      telegram: ['カード決済の拒否', 'Cafe Centralでの42.90 EURのカード決済が承認されませんでした。理由：Insufficient balance。決済ID：au-9922'],
      email: ['カード決済の拒否：42.90 EUR', 'Cafe Centralでの42.90 EURのカード決済が承認されませんでした。\u000a理由: Insufficient balance\u000a決済ID: au-9922'],
    },
  },
  'copyTrading': {
    'copy_stopped': {
      websocket: ['コピートレードの停止', 'NordicAlphaのコピーが停止しました。理由：Stop loss reached。実現損益：-86.20 USDT'],
      push: ['コピートレードの停止：NordicAlpha', 'このリードトレーダーのコピーは停止しています。理由：Stop loss reached。実現損益：-86.20 USDT'],
      telegram: ['コピートレードの停止', 'NordicAlphaのコピーが停止しました。理由：Stop loss reached。実現損益：-86.20 USDT'],
      email: ['コピートレードの停止：NordicAlpha', 'NordicAlphaのコピーが停止しました。\u000a理由: Stop loss reached\u000a実現損益: -86.20 USDT'],
    },
  },
  'earn': {
    'earn_matured': {
      websocket: ['Earn商品の満期', 'Earn商品が満期となり、2 ETHが利用可能になりました。報酬：0.0164 ETH'],
      push: ['Earn商品の満期：2 ETH', '元本が利用可能になりました。報酬：0.0164 ETH'],
      telegram: ['Earn商品の満期', 'Earn商品が満期となり、2 ETHが利用可能になりました。報酬：0.0164 ETH。商品ID：e-330'],
      email: ['Earn商品の満期：2 ETH', 'Earn商品が満期となり、2 ETHが利用可能になりました。\u000a報酬: 0.0164 ETH\u000a商品ID: e-330'],
    },
    'staking_reward': {
      websocket: ['ステーキング報酬', 'ステーキング報酬0.0042 ETHを獲得しました。年率（%）：3.1'],
      push: ['ステーキング報酬：0.0042 ETH', 'ステーキングで獲得しました'],
      telegram: ['ステーキング報酬', 'ステーキング報酬0.0042 ETHを獲得しました。年率（%）：3.1。報酬ID：sr-2093'],
      email: ['ステーキング報酬：0.0042 ETH', 'ステーキング報酬0.0042 ETHを獲得しました。\u000a年率（%）: 3.1\u000a報酬ID: sr-2093'],
    },
  },
  'trading': {
    'contract_expiring': {
      websocket: ['まもなく満期', 'BTC-USDT-261127は2026/11/27 08:00 UTCに満期を迎えます。予想決済価格：64,180.75'],
      push: ['まもなく満期：BTC-USDT-261127', '2026/11/27 08:00 UTCに満期を迎えます。予想決済価格：64,180.75'],
      telegram: ['まもなく満期', 'BTC-USDT-261127は2026/11/27 08:00 UTCに満期を迎えます。予想決済価格：64,180.75'],
      email: ['まもなく満期：BTC-USDT-261127', 'BTC-USDT-261127は2026/11/27 08:00 UTCに満期を迎えます。\u000a予想決済価格: 64,180.75'],
    },
  },
  'market': {
    'trading_halted': {
      websocket: ['取引の一時停止', 'BTC-USDTの取引が一時停止されました。理由：System upgrade。再開予定：2026/11/23 16:00 UTC'],
      push: ['取引の一時停止：BTC-USDT', '現在、注文は約定しません。理由：System upgrade。再開予定：2026/11/23 16:00 UTC'],
      telegram: ['取引の一時停止', 'BTC-USDTの取引が一時停止されました。理由：System upgrade。再開予定：2026/11/23 16:00 UTC'],
      email: ['取引の一時停止：BTC-USDT', 'BTC-USDTの取引が一時停止されました。\u000a理由: System upgrade\u000a再開予定: 2026/11/23 16:00 UTC'],
    },
    'trading_resumed': {
      websocket: ['取引の再開', 'BTC-USDTの取引が再開されました'],
      push: ['取引の再開：BTC-USDT', '注文の約定が再開されました'],
      telegram: ['取引の再開', 'BTC-USDTの取引が再開されました'],
      email: ['取引の再開：BTC-USDT', 'BTC-USDTの取引が再開されました。'],
    },
    'maintenance': {
      websocket: ['メンテナンスのお知らせ', '2026/11/25 02:00 UTCから2026/11/25 04:00 UTCまで、メンテナンスを予定しています。対象：Spot trading'],
      push: ['メンテナンスのお知らせ', '2026/11/25 02:00 UTCから2026/11/25 04:00 UTCまで。対象：Spot trading'],
      telegram: ['メンテナンスのお知らせ', '2026/11/25 02:00 UTCから2026/11/25 04:00 UTCまで、メンテナンスを予定しています。対象：Spot trading'],
      email: ['メンテナンスのお知らせ', '2026/11/25 02:00 UTCから2026/11/25 04:00 UTCまで、メンテナンスを予定しています。\u000a対象: Spot trading'],
    },
  },
  'account': {
    'kyc_approved': {
      websocket: ['本人確認の完了', '本人確認が完了しました'],
      push: ['本人確認の完了', '本人確認が承認されました'],
      telegram: ['本人確認の完了', '本人確認が完了しました。受付番号：kyc-901'],
      email: ['本人確認の完了', '本人確認が完了しました。\u000a受付番号: kyc-901'],
    },
    'fee_tier_changed': {
      websocket: ['手数料ランクの変更', '手数料ランクがVIP 2になりました。メイカー手数料（%）：0.06。テイカー手数料（%）：0.08'],
      push: ['手数料ランクの変更：VIP 2', '今後の取引に新しい手数料が適用されます。メイカー手数料（%）：0.06。テイカー手数料（%）：0.08'],
      telegram: ['手数料ランクの変更', '手数料ランクがVIP 2になりました。メイカー手数料（%）：0.06。テイカー手数料（%）：0.08'],
      email: ['手数料ランクの変更：VIP 2', '手数料ランクがVIP 2になりました。\u000aメイカー手数料（%）: 0.06\u000aテイカー手数料（%）: 0.08'],
    },
  },
  'reports': {
    'statement_ready': {
      websocket: ['取引明細のご用意', '取引明細（2026-10）の準備ができました'],
      push: ['取引明細のご用意：2026-10', 'アプリからダウンロードできます'],
      telegram: ['取引明細のご用意', '取引明細（2026-10）の準備ができました'],
      email: ['取引明細のご用意：2026-10', '取引明細（2026-10）の準備ができました。'],
    },
    'tax_report_ready': {
      websocket: ['税務レポートのご用意', '税務レポート（2026）の準備ができました'],
      push: ['税務レポートのご用意：2026', 'アプリからダウンロードできます'],
      telegram: ['税務レポートのご用意', '税務レポート（2026）の準備ができました'],
      email: ['税務レポートのご用意：2026', '税務レポート（2026）の準備ができました。'],
    },
  },
  'news': {
    'announcement': {
      websocket: ['お知らせ', 'New earn products：Fixed terms of 30 and 60 days are now available。詳細：https://exchange.example/news/an-210'],
      push: ['New earn products', 'Fixed terms of 30 and 60 days are now available'],
      telegram: ['お知らせ', 'New earn products：Fixed terms of 30 and 60 days are now available。詳細：https://exchange.example/news/an-210'],
      email: ['New earn products', 'New earn products：Fixed terms of 30 and 60 days are now available。\u000a詳細: https://exchange.example/news/an-210'],
    },
  },
};
