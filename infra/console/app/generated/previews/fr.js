// Generated from the event catalogue by `cargo run -p contract`. Do not edit it.

/** @type {import('../../types.js').Previews} */
export default {
  'liquidation': {
    'position_liquidated': {
      websocket: ['Position liquidée', 'Votre position longue de 0,25 BTC-USDT a été liquidée à 58 120,50. PnL réalisé : -1 532,40 USDT'],
      push: ['Position liquidée : BTC-USDT', 'Votre position longue de 0,25 a été liquidée à 58 120,50. PnL réalisé : -1 532,40 USDT'],
      telegram: ['Position liquidée', 'Votre position longue de 0,25 BTC-USDT a été liquidée à 58 120,50. PnL réalisé : -1 532,40 USDT. Position : p-4711. ID d’ordre client : liq-4711-1'],
      email: ['Position liquidée : BTC-USDT', 'Votre position longue de 0,25 BTC-USDT a été liquidée à 58 120,50.\u000aPnL réalisé: -1 532,40 USDT\u000aPosition: p-4711\u000aID d’ordre client: liq-4711-1'],
      sms: ['', 'Position longue liquidée : 0,25 BTC-USDT à 58 120,50. PnL : -1 532,40 USDT'],
    },
  },
  'liquidationWarning': {
    'margin_call': {
      websocket: ['Appel de marge', 'Le ratio de marge de BTC-USDT est de 118,5 % (liquidation à 100 %). Prix de liquidation : 58 120,50 USDT. Prix de marque : 59 480,20 USDT'],
      push: ['Appel de marge : BTC-USDT', 'Ratio de marge : 118,5 % (liquidation à 100 %). Prix de liquidation : 58 120,50 USDT. Prix de marque : 59 480,20 USDT'],
      telegram: ['Appel de marge', 'Le ratio de marge de BTC-USDT est de 118,5 % (liquidation à 100 %). Prix de liquidation : 58 120,50 USDT. Prix de marque : 59 480,20 USDT. Position : p-4711'],
      email: ['Appel de marge : BTC-USDT', 'Le ratio de marge de BTC-USDT est de 118,5 % (liquidation à 100 %).\u000aPrix de liquidation: 58 120,50 USDT\u000aPrix de marque: 59 480,20 USDT\u000aPosition: p-4711'],
      sms: ['', 'Appel de marge : BTC-USDT est à 118,5 % (liquidation à 100 %). Prix liq. : 58 120,50 USDT. Prix de marque : 59 480,20 USDT'],
    },
    'loan_ltv_warning': {
      websocket: ['Alerte LTV sur votre emprunt', 'Le ratio prêt/valeur (LTV) de votre emprunt est de 78,4 %. LTV de liquidation (%) : 83. Collatéral : BTC. Ajoutez du collatéral ou remboursez pour l’éviter'],
      push: ['Alerte LTV sur votre emprunt : 78,4 %', 'Votre emprunt approche du seuil de liquidation. LTV de liquidation (%) : 83. Collatéral : BTC. Ajoutez du collatéral ou remboursez pour l’éviter'],
      telegram: ['Alerte LTV sur votre emprunt', 'Le ratio prêt/valeur (LTV) de votre emprunt est de 78,4 %. LTV de liquidation (%) : 83. Collatéral : BTC. Emprunt : l-620. Ajoutez du collatéral ou remboursez pour l’éviter'],
      email: ['Alerte LTV sur votre emprunt : 78,4 %', 'Le ratio prêt/valeur (LTV) de votre emprunt est de 78,4 %. Ajoutez du collatéral ou remboursez pour l’éviter.\u000aLTV de liquidation (%): 83\u000aCollatéral: BTC\u000aEmprunt: l-620'],
      sms: ['', 'Alerte LTV sur votre emprunt : 78,4 %, ajoutez du collatéral ou remboursez. LTV liq. (%) : 83'],
    },
    'margin_restored': {
      websocket: ['Marge rétablie', 'Le ratio de marge de BTC-USDT est remonté à 212,5 %'],
      push: ['Marge rétablie : BTC-USDT', 'Le ratio de marge est remonté à 212,5 %'],
      telegram: ['Marge rétablie', 'Le ratio de marge de BTC-USDT est remonté à 212,5 %. Position : p-4711'],
      email: ['Marge rétablie : BTC-USDT', 'Le ratio de marge de BTC-USDT est remonté à 212,5 %.\u000aPosition: p-4711'],
    },
  },
  'orderFilled': {
    'order_filled': {
      websocket: ['Ordre exécuté', 'Vous avez acheté 0,125 BTC-USDT à 64 250,10. Frais : 8,03 USDT'],
      push: ['Ordre exécuté : BTC-USDT', 'Vous avez acheté 0,125 à 64 250,10. Frais : 8,03 USDT'],
      telegram: ['Ordre exécuté', 'Vous avez acheté 0,125 BTC-USDT à 64 250,10. Frais : 8,03 USDT. Ordre : o-77120. ID d’ordre client : my-order-12'],
      email: ['Ordre exécuté : BTC-USDT', 'Vous avez acheté 0,125 BTC-USDT à 64 250,10.\u000aFrais: 8,03 USDT\u000aOrdre: o-77120\u000aID d’ordre client: my-order-12'],
      sms: ['', 'Ordre exécuté : achat de 0,125 BTC-USDT à 64 250,10. Frais : 8,03 USDT'],
    },
  },
  'priceAlert': {
    'price_alert': {
      websocket: ['Alerte de prix', 'BTC-USDT est à 64 250,10 (votre alerte : au-dessus de 64 000). Votre note : Take profit'],
      push: ['Alerte de prix : BTC-USDT', 'Prix actuel : 64 250,10 (votre alerte : au-dessus de 64 000). Votre note : Take profit'],
      telegram: ['Alerte de prix', 'BTC-USDT est à 64 250,10 (votre alerte : au-dessus de 64 000). Votre note : Take profit'],
      email: ['Alerte de prix : BTC-USDT', 'BTC-USDT est à 64 250,10 (votre alerte : au-dessus de 64 000).\u000aVotre note: Take profit'],
    },
    'price_feed': {
      websocket: ['Flux de prix interrompu', 'Aucun prix pour BTC-USDT depuis le 23/11/2026 à 14:05 UTC. Vos alertes sur ce marché ne peuvent pas se déclencher tant que le flux n’est pas rétabli'],
      push: ['Flux de prix interrompu : BTC-USDT', 'Aucun prix depuis le 23/11/2026 à 14:05 UTC. Vos alertes sur ce marché ne peuvent pas se déclencher tant que le flux n’est pas rétabli'],
      telegram: ['Flux de prix interrompu', 'Aucun prix pour BTC-USDT depuis le 23/11/2026 à 14:05 UTC. Vos alertes sur ce marché ne peuvent pas se déclencher tant que le flux n’est pas rétabli'],
      email: ['Flux de prix interrompu : BTC-USDT', 'Aucun prix pour BTC-USDT depuis le 23/11/2026 à 14:05 UTC. Vos alertes sur ce marché ne peuvent pas se déclencher tant que le flux n’est pas rétabli.'],
    },
  },
  'partialFill': {
    'order_partially_filled': {
      websocket: ['Ordre partiellement exécuté', 'Vous avez acheté 0,050 BTC-USDT à 64 250,10. Quantité restante : 0,075'],
      push: ['Ordre partiellement exécuté : BTC-USDT', 'Vous avez acheté 0,050 à 64 250,10. Quantité restante : 0,075'],
      telegram: ['Ordre partiellement exécuté', 'Vous avez acheté 0,050 BTC-USDT à 64 250,10. Quantité restante : 0,075. Ordre : o-77120. ID d’ordre client : my-order-12'],
      email: ['Ordre partiellement exécuté : BTC-USDT', 'Vous avez acheté 0,050 BTC-USDT à 64 250,10.\u000aQuantité restante: 0,075\u000aOrdre: o-77120\u000aID d’ordre client: my-order-12'],
    },
  },
  'deposit': {
    'deposit_credited': {
      websocket: ['Dépôt crédité', 'Vous avez reçu 1 500 USDT sur votre compte. Réseau : TRON (TRC20). Transaction : 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3'],
      push: ['Dépôt crédité : 1 500 USDT', 'Le dépôt est sur votre compte'],
      telegram: ['Dépôt crédité', 'Vous avez reçu 1 500 USDT sur votre compte. Réseau : TRON (TRC20). Transaction : 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3. Dépôt : d-2081'],
      email: ['Dépôt crédité : 1 500 USDT', 'Vous avez reçu 1 500 USDT sur votre compte.\u000aRéseau: TRON (TRC20)\u000aTransaction: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3\u000aDépôt: d-2081'],
    },
    'deposit_detected': {
      websocket: ['Dépôt détecté', 'Un dépôt de 1 500 USDT a été détecté et n’est pas encore crédité. Confirmations : 4. Confirmations requises : 20. Réseau : TRON (TRC20). Transaction : 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3'],
      push: ['Dépôt détecté : 1 500 USDT', 'Il sera crédité une fois confirmé. Confirmations : 4. Confirmations requises : 20'],
      telegram: ['Dépôt détecté', 'Un dépôt de 1 500 USDT a été détecté et n’est pas encore crédité. Confirmations : 4. Confirmations requises : 20. Réseau : TRON (TRC20). Transaction : 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3. Dépôt : d-2081'],
      email: ['Dépôt détecté : 1 500 USDT', 'Un dépôt de 1 500 USDT a été détecté et n’est pas encore crédité.\u000aConfirmations: 4\u000aConfirmations requises: 20\u000aRéseau: TRON (TRC20)\u000aTransaction: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3\u000aDépôt: d-2081'],
    },
  },
  'newListing': {
    'new_listing': {
      websocket: ['Nouveau listing', 'Nouveau listing : Sui (SUI-USDT), score 8,5. Début du trading : 24/11/2026 à 10:00 UTC'],
      push: ['Nouveau listing : SUI-USDT', 'Sui, score 8,5. Début du trading : 24/11/2026 à 10:00 UTC'],
      telegram: ['Nouveau listing', 'Nouveau listing : Sui (SUI-USDT), score 8,5. Début du trading : 24/11/2026 à 10:00 UTC'],
      email: ['Nouveau listing : SUI-USDT', 'Nouveau listing : Sui (SUI-USDT), score 8,5.\u000aDébut du trading: 24/11/2026 à 10:00 UTC'],
    },
  },
  'weeklyReport': {
    'weekly_pnl_report': {
      websocket: ['Rapport hebdomadaire, semaine 47/2026', 'PnL réalisé : 842,15 USDT. PnL non réalisé : -120,40 USDT. Trades : 38. Volume : 184 300,25 USDT'],
      push: ['Rapport hebdomadaire, semaine 47/2026', 'PnL réalisé : 842,15 USDT. PnL non réalisé : -120,40 USDT. Trades : 38. Volume : 184 300,25 USDT'],
      telegram: ['Rapport hebdomadaire, semaine 47/2026', 'PnL réalisé : 842,15 USDT. PnL non réalisé : -120,40 USDT. Trades : 38. Volume : 184 300,25 USDT'],
      email: ['Rapport hebdomadaire, semaine 47/2026', 'PnL réalisé : 842,15 USDT.\u000aPnL non réalisé: -120,40 USDT\u000aTrades: 38\u000aVolume: 184 300,25 USDT'],
    },
  },
  'dailyReport': {
    'daily_report': {
      websocket: ['Rapport quotidien du 23/11/2026', '12 ordres exécutés, 3 alertes de prix, 1 dépôt, 2 récompenses de parrainage. PnL réalisé : 215,30 USDT. PnL non réalisé : -48,75 USDT'],
      push: ['Rapport quotidien du 23/11/2026', '12 ordres exécutés, 3 alertes de prix, 1 dépôt, 2 récompenses de parrainage. PnL réalisé : 215,30 USDT. PnL non réalisé : -48,75 USDT'],
      telegram: ['Rapport quotidien du 23/11/2026', '12 ordres exécutés, 3 alertes de prix, 1 dépôt, 2 récompenses de parrainage. PnL réalisé : 215,30 USDT. PnL non réalisé : -48,75 USDT'],
      email: ['Rapport quotidien du 23/11/2026', '12 ordres exécutés, 3 alertes de prix, 1 dépôt, 2 récompenses de parrainage.\u000aPnL réalisé: 215,30 USDT\u000aPnL non réalisé: -48,75 USDT'],
    },
  },
  'referral': {
    'referral_accrued': {
      websocket: ['Récompense de parrainage', 'Vous avez gagné 4,25 USDT grâce à vos filleuls. Vos filleuls : 7'],
      push: ['Récompense de parrainage : 4,25 USDT', 'Vous l’avez gagnée grâce à vos filleuls'],
      telegram: ['Récompense de parrainage', 'Vous avez gagné 4,25 USDT grâce à vos filleuls. Vos filleuls : 7. Récompense : r-9310'],
      email: ['Récompense de parrainage : 4,25 USDT', 'Vous avez gagné 4,25 USDT grâce à vos filleuls.\u000aVos filleuls: 7\u000aRécompense: r-9310'],
    },
  },
  'orderClosed': {
    'order_cancelled': {
      websocket: ['Ordre annulé', 'La plateforme a annulé votre ordre sur BTC-USDT. Motif : Time in force expired. Non exécuté : 0,075'],
      push: ['Ordre annulé : BTC-USDT', 'La plateforme a annulé votre ordre. Motif : Time in force expired. Non exécuté : 0,075'],
      telegram: ['Ordre annulé', 'La plateforme a annulé votre ordre sur BTC-USDT. Motif : Time in force expired. Non exécuté : 0,075. Ordre : o-77121'],
      email: ['Ordre annulé : BTC-USDT', 'La plateforme a annulé votre ordre sur BTC-USDT.\u000aMotif: Time in force expired\u000aNon exécuté: 0,075\u000aOrdre: o-77121'],
    },
    'order_rejected': {
      websocket: ['Ordre rejeté', 'Votre ordre sur BTC-USDT a été rejeté. Motif : Insufficient balance'],
      push: ['Ordre rejeté : BTC-USDT', 'Votre ordre n’a pas été placé. Motif : Insufficient balance'],
      telegram: ['Ordre rejeté', 'Votre ordre sur BTC-USDT a été rejeté. Motif : Insufficient balance. Ordre : o-77122'],
      email: ['Ordre rejeté : BTC-USDT', 'Votre ordre sur BTC-USDT a été rejeté.\u000aMotif: Insufficient balance\u000aOrdre: o-77122'],
    },
  },
  'stopTriggered': {
    'stop_triggered': {
      websocket: ['Ordre stop déclenché', 'Votre ordre stop de vente sur BTC-USDT a été déclenché à 62 500,00. Quantité : 0,125'],
      push: ['Ordre stop déclenché : BTC-USDT', 'Votre ordre de vente a été déclenché à 62 500,00. Quantité : 0,125'],
      telegram: ['Ordre stop déclenché', 'Votre ordre stop de vente sur BTC-USDT a été déclenché à 62 500,00. Quantité : 0,125. Ordre : o-77125. ID d’ordre client : my-stop-3'],
      email: ['Ordre stop déclenché : BTC-USDT', 'Votre ordre stop de vente sur BTC-USDT a été déclenché à 62 500,00.\u000aQuantité: 0,125\u000aOrdre: o-77125\u000aID d’ordre client: my-stop-3'],
      sms: ['', 'Ordre stop déclenché : vente de BTC-USDT à 62 500,00. Quantité : 0,125'],
    },
  },
  'funding': {
    'funding_paid': {
      websocket: ['Frais de financement payés', 'Vous avez payé 3,21 USDT de frais de financement sur BTC-USDT. Taux de financement (%) : 0,01'],
      push: ['Frais de financement payés : BTC-USDT', 'Vous avez payé 3,21 USDT. Taux de financement (%) : 0,01'],
      telegram: ['Frais de financement payés', 'Vous avez payé 3,21 USDT de frais de financement sur BTC-USDT. Taux de financement (%) : 0,01. Position : p-4711'],
      email: ['Frais de financement payés : BTC-USDT', 'Vous avez payé 3,21 USDT de frais de financement sur BTC-USDT.\u000aTaux de financement (%): 0,01\u000aPosition: p-4711'],
    },
  },
  'withdrawal': {
    'transfer_completed': {
      websocket: ['Transfert effectué', 'Transfert de 500 USDT effectué de Spot vers Futures'],
      push: ['Transfert effectué : 500 USDT', 'De Spot vers Futures'],
      telegram: ['Transfert effectué', 'Transfert de 500 USDT effectué de Spot vers Futures. Transfert : t-880'],
      email: ['Transfert effectué : 500 USDT', 'Transfert de 500 USDT effectué de Spot vers Futures.\u000aTransfert: t-880'],
    },
    'withdrawal_completed': {
      websocket: ['Retrait effectué', 'Votre retrait de 2 500 USDT a été effectué. Transaction : e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Réseau : TRON (TRC20)'],
      push: ['Retrait effectué : 2 500 USDT', 'Il a été confirmé sur le réseau'],
      telegram: ['Retrait effectué', 'Votre retrait de 2 500 USDT a été effectué. Transaction : e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Réseau : TRON (TRC20). Retrait : w-5140'],
      email: ['Retrait effectué : 2 500 USDT', 'Votre retrait de 2 500 USDT a été effectué.\u000aTransaction: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92\u000aRéseau: TRON (TRC20)\u000aRetrait: w-5140'],
    },
    'withdrawal_sent': {
      websocket: ['Retrait envoyé', 'Votre retrait de 2 500 USDT a été envoyé. Transaction : e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Réseau : TRON (TRC20)'],
      push: ['Retrait envoyé : 2 500 USDT', 'Le transfert est en cours'],
      telegram: ['Retrait envoyé', 'Votre retrait de 2 500 USDT a été envoyé. Transaction : e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Réseau : TRON (TRC20). Retrait : w-5140'],
      email: ['Retrait envoyé : 2 500 USDT', 'Votre retrait de 2 500 USDT a été envoyé.\u000aTransaction: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92\u000aRéseau: TRON (TRC20)\u000aRetrait: w-5140'],
    },
  },
  'p2p': {
    'p2p_dispute_opened': {
      websocket: ['Litige P2P ouvert', 'Un litige a été ouvert concernant votre transaction P2P. Motif : Payment not received. Répondez dans l’application'],
      push: ['Litige P2P ouvert', 'Un litige a été ouvert concernant votre transaction P2P. Motif : Payment not received. Répondez dans l’application'],
      telegram: ['Litige P2P ouvert', 'Un litige a été ouvert concernant votre transaction P2P. Motif : Payment not received. Transaction : pt-415. Répondez dans l’application'],
      email: ['Litige P2P ouvert', 'Un litige a été ouvert concernant votre transaction P2P. Répondez dans l’application.\u000aMotif: Payment not received\u000aTransaction: pt-415'],
      sms: ['', 'Un litige a été ouvert concernant votre transaction P2P, répondez dans l\'app'],
    },
    'p2p_payment_marked': {
      websocket: ['Paiement P2P marqué comme envoyé', 'Un paiement de 750 EUR a été marqué comme envoyé dans votre transaction P2P. Contrepartie : Anna K. Ne libérez les cryptos qu’une fois l’argent reçu'],
      push: ['Paiement P2P marqué comme envoyé : 750 EUR', 'Vérifiez que l’argent est bien arrivé. Contrepartie : Anna K. Ne libérez les cryptos qu’une fois l’argent reçu'],
      telegram: ['Paiement P2P marqué comme envoyé', 'Un paiement de 750 EUR a été marqué comme envoyé dans votre transaction P2P. Contrepartie : Anna K. Transaction : pt-415. Ne libérez les cryptos qu’une fois l’argent reçu'],
      email: ['Paiement P2P marqué comme envoyé : 750 EUR', 'Un paiement de 750 EUR a été marqué comme envoyé dans votre transaction P2P. Ne libérez les cryptos qu’une fois l’argent reçu.\u000aContrepartie: Anna K.\u000aTransaction: pt-415'],
      sms: ['', 'Paiement P2P de 750 EUR marqué comme envoyé. Vérifiez qu\'il est bien arrivé avant de libérer les cryptos. Contrepartie : Anna K.'],
    },
  },
  'card': {
    'card_authorised': {
      websocket: ['Paiement par carte accepté', 'Votre paiement par carte de 42,90 EUR chez Cafe Central a été accepté'],
      push: ['Paiement par carte accepté : 42,90 EUR', 'Chez Cafe Central'],
      telegram: ['Paiement par carte accepté', 'Votre paiement par carte de 42,90 EUR chez Cafe Central a été accepté. Paiement : au-9921'],
      email: ['Paiement par carte accepté : 42,90 EUR', 'Votre paiement par carte de 42,90 EUR chez Cafe Central a été accepté.\u000aPaiement: au-9921'],
    },
    'card_declined': {
      websocket: ['Paiement par carte refusé', 'Votre paiement par carte de 42,90 EUR chez Cafe Central a été refusé. Motif : Insufficient balance'],
      push: ['Paiement par carte refusé : 42,90 EUR', 'Chez Cafe Central. Motif : Insufficient balance'],
      telegram: ['Paiement par carte refusé', 'Votre paiement par carte de 42,90 EUR chez Cafe Central a été refusé. Motif : Insufficient balance. Paiement : au-9922'],
      email: ['Paiement par carte refusé : 42,90 EUR', 'Votre paiement par carte de 42,90 EUR chez Cafe Central a été refusé.\u000aMotif: Insufficient balance\u000aPaiement: au-9922'],
    },
  },
  'copyTrading': {
    'copy_stopped': {
      websocket: ['Copy trading arrêté', 'Vous ne copiez plus NordicAlpha. Motif : Stop loss reached. PnL réalisé : -86,20 USDT'],
      push: ['Copy trading arrêté : NordicAlpha', 'Vous ne copiez plus ce trader. Motif : Stop loss reached. PnL réalisé : -86,20 USDT'],
      telegram: ['Copy trading arrêté', 'Vous ne copiez plus NordicAlpha. Motif : Stop loss reached. PnL réalisé : -86,20 USDT'],
      email: ['Copy trading arrêté : NordicAlpha', 'Vous ne copiez plus NordicAlpha.\u000aMotif: Stop loss reached\u000aPnL réalisé: -86,20 USDT'],
    },
  },
  'earn': {
    'earn_matured': {
      websocket: ['Produit Earn arrivé à échéance', 'Votre produit Earn est arrivé à échéance : vous disposez de nouveau de 2 ETH. Récompense : 0,0164 ETH'],
      push: ['Produit Earn arrivé à échéance : 2 ETH', 'Le montant est de nouveau disponible. Récompense : 0,0164 ETH'],
      telegram: ['Produit Earn arrivé à échéance', 'Votre produit Earn est arrivé à échéance : vous disposez de nouveau de 2 ETH. Récompense : 0,0164 ETH. Produit : e-330'],
      email: ['Produit Earn arrivé à échéance : 2 ETH', 'Votre produit Earn est arrivé à échéance : vous disposez de nouveau de 2 ETH.\u000aRécompense: 0,0164 ETH\u000aProduit: e-330'],
    },
    'staking_reward': {
      websocket: ['Récompense de staking', 'Vous avez gagné 0,0042 ETH grâce au staking. Taux annuel (%) : 3,1'],
      push: ['Récompense de staking : 0,0042 ETH', 'Gagné grâce au staking'],
      telegram: ['Récompense de staking', 'Vous avez gagné 0,0042 ETH grâce au staking. Taux annuel (%) : 3,1. Récompense : sr-2093'],
      email: ['Récompense de staking : 0,0042 ETH', 'Vous avez gagné 0,0042 ETH grâce au staking.\u000aTaux annuel (%): 3,1\u000aRécompense: sr-2093'],
    },
  },
  'trading': {
    'contract_expiring': {
      websocket: ['Contrat arrivant à échéance', 'BTC-USDT-261127 arrive à échéance le 27/11/2026 à 08:00 UTC. Prix de règlement estimé : 64 180,75'],
      push: ['Contrat arrivant à échéance : BTC-USDT-261127', 'Échéance le 27/11/2026 à 08:00 UTC. Prix de règlement estimé : 64 180,75'],
      telegram: ['Contrat arrivant à échéance', 'BTC-USDT-261127 arrive à échéance le 27/11/2026 à 08:00 UTC. Prix de règlement estimé : 64 180,75'],
      email: ['Contrat arrivant à échéance : BTC-USDT-261127', 'BTC-USDT-261127 arrive à échéance le 27/11/2026 à 08:00 UTC.\u000aPrix de règlement estimé: 64 180,75'],
    },
  },
  'market': {
    'trading_halted': {
      websocket: ['Trading suspendu', 'Le trading de BTC-USDT est suspendu. Motif : System upgrade. Reprise prévue : 23/11/2026 à 16:00 UTC'],
      push: ['Trading suspendu : BTC-USDT', 'Les ordres ne sont pas exécutés pour le moment. Motif : System upgrade. Reprise prévue : 23/11/2026 à 16:00 UTC'],
      telegram: ['Trading suspendu', 'Le trading de BTC-USDT est suspendu. Motif : System upgrade. Reprise prévue : 23/11/2026 à 16:00 UTC'],
      email: ['Trading suspendu : BTC-USDT', 'Le trading de BTC-USDT est suspendu.\u000aMotif: System upgrade\u000aReprise prévue: 23/11/2026 à 16:00 UTC'],
    },
    'trading_resumed': {
      websocket: ['Reprise du trading', 'Le trading de BTC-USDT a repris'],
      push: ['Reprise du trading : BTC-USDT', 'Les ordres sont de nouveau exécutés'],
      telegram: ['Reprise du trading', 'Le trading de BTC-USDT a repris'],
      email: ['Reprise du trading : BTC-USDT', 'Le trading de BTC-USDT a repris.'],
    },
    'maintenance': {
      websocket: ['Maintenance programmée', 'Maintenance programmée du 25/11/2026 à 02:00 UTC au 25/11/2026 à 04:00 UTC. Services concernés : Spot trading'],
      push: ['Maintenance programmée', 'Du 25/11/2026 à 02:00 UTC au 25/11/2026 à 04:00 UTC. Services concernés : Spot trading'],
      telegram: ['Maintenance programmée', 'Maintenance programmée du 25/11/2026 à 02:00 UTC au 25/11/2026 à 04:00 UTC. Services concernés : Spot trading'],
      email: ['Maintenance programmée', 'Maintenance programmée du 25/11/2026 à 02:00 UTC au 25/11/2026 à 04:00 UTC.\u000aServices concernés: Spot trading'],
    },
  },
  'account': {
    'kyc_approved': {
      websocket: ['Identité vérifiée', 'Votre identité a été vérifiée'],
      push: ['Identité vérifiée', 'Votre vérification a été validée'],
      telegram: ['Identité vérifiée', 'Votre identité a été vérifiée. Dossier : kyc-901'],
      email: ['Identité vérifiée', 'Votre identité a été vérifiée.\u000aDossier: kyc-901'],
    },
    'fee_tier_changed': {
      websocket: ['Niveau de frais modifié', 'Votre niveau de frais est désormais VIP 2. Frais maker (%) : 0,06. Frais taker (%) : 0,08'],
      push: ['Niveau de frais modifié : VIP 2', 'De nouveaux frais s’appliquent à vos trades. Frais maker (%) : 0,06. Frais taker (%) : 0,08'],
      telegram: ['Niveau de frais modifié', 'Votre niveau de frais est désormais VIP 2. Frais maker (%) : 0,06. Frais taker (%) : 0,08'],
      email: ['Niveau de frais modifié : VIP 2', 'Votre niveau de frais est désormais VIP 2.\u000aFrais maker (%): 0,06\u000aFrais taker (%): 0,08'],
    },
  },
  'reports': {
    'statement_ready': {
      websocket: ['Relevé de compte disponible', 'Votre relevé de compte (2026-10) est disponible'],
      push: ['Relevé de compte disponible : 2026-10', 'Vous pouvez le télécharger dans l’application'],
      telegram: ['Relevé de compte disponible', 'Votre relevé de compte (2026-10) est disponible'],
      email: ['Relevé de compte disponible : 2026-10', 'Votre relevé de compte (2026-10) est disponible.'],
    },
    'tax_report_ready': {
      websocket: ['Rapport fiscal disponible', 'Votre rapport fiscal (2026) est disponible'],
      push: ['Rapport fiscal disponible : 2026', 'Vous pouvez le télécharger dans l’application'],
      telegram: ['Rapport fiscal disponible', 'Votre rapport fiscal (2026) est disponible'],
      email: ['Rapport fiscal disponible : 2026', 'Votre rapport fiscal (2026) est disponible.'],
    },
  },
  'news': {
    'announcement': {
      websocket: ['Annonce', 'New earn products : Fixed terms of 30 and 60 days are now available. En savoir plus : https://exchange.example/news/an-210'],
      push: ['New earn products', 'Fixed terms of 30 and 60 days are now available'],
      telegram: ['Annonce', 'New earn products : Fixed terms of 30 and 60 days are now available. En savoir plus : https://exchange.example/news/an-210'],
      email: ['New earn products', 'New earn products : Fixed terms of 30 and 60 days are now available.\u000aEn savoir plus: https://exchange.example/news/an-210'],
    },
  },
};
