// Generated from the event catalogue by `cargo run -p contract`. Do not edit it.

/** @type {import('../../types.js').Previews} */
export default {
  'liquidation': {
    'position_liquidated': {
      websocket: ['Posição liquidada', 'Sua posição long de 0,25 BTC-USDT foi liquidada a 58.120,50. PnL realizado: -1.532,40 USDT'],
      push: ['Posição liquidada: BTC-USDT', 'Sua posição long de 0,25 foi liquidada a 58.120,50. PnL realizado: -1.532,40 USDT'],
      telegram: ['Posição liquidada', 'Sua posição long de 0,25 BTC-USDT foi liquidada a 58.120,50. PnL realizado: -1.532,40 USDT. Posição: p-4711. ID da ordem do cliente: liq-4711-1'],
      email: ['Posição liquidada: BTC-USDT', 'Sua posição long de 0,25 BTC-USDT foi liquidada a 58.120,50.\u000aPnL realizado: -1.532,40 USDT\u000aPosição: p-4711\u000aID da ordem do cliente: liq-4711-1'],
      sms: ['', 'Posicao liquidada: long 0,25 BTC-USDT a 58.120,50. PnL: -1.532,40 USDT'],
    },
  },
  'liquidationWarning': {
    'margin_call': {
      websocket: ['Chamada de margem', 'BTC-USDT está com índice de margem de 118,5% (liquidação em 100%). Preço de liquidação: 58.120,50 USDT. Preço de marcação: 59.480,20 USDT'],
      push: ['Chamada de margem: BTC-USDT', 'Índice de margem: 118,5% (liquidação em 100%). Preço de liquidação: 58.120,50 USDT. Preço de marcação: 59.480,20 USDT'],
      telegram: ['Chamada de margem', 'BTC-USDT está com índice de margem de 118,5% (liquidação em 100%). Preço de liquidação: 58.120,50 USDT. Preço de marcação: 59.480,20 USDT. Posição: p-4711'],
      email: ['Chamada de margem: BTC-USDT', 'BTC-USDT está com índice de margem de 118,5% (liquidação em 100%).\u000aPreço de liquidação: 58.120,50 USDT\u000aPreço de marcação: 59.480,20 USDT\u000aPosição: p-4711'],
      sms: ['', 'Chamada de margem: BTC-USDT em 118,5% (liquidacao em 100%). Preco de liq.: 58.120,50 USDT. Marcacao: 59.480,20 USDT'],
    },
    'loan_ltv_warning': {
      websocket: ['Alerta de LTV do empréstimo', 'Seu empréstimo está com uma relação empréstimo/valor (LTV) de 78,4%. LTV de liquidação (%): 83. Garantia: BTC. Adicione garantia ou amortize o empréstimo para evitar a liquidação'],
      push: ['Alerta de LTV do empréstimo: 78,4%', 'Seu empréstimo está próximo da liquidação. LTV de liquidação (%): 83. Garantia: BTC. Adicione garantia ou amortize o empréstimo para evitar a liquidação'],
      telegram: ['Alerta de LTV do empréstimo', 'Seu empréstimo está com uma relação empréstimo/valor (LTV) de 78,4%. LTV de liquidação (%): 83. Garantia: BTC. Empréstimo: l-620. Adicione garantia ou amortize o empréstimo para evitar a liquidação'],
      email: ['Alerta de LTV do empréstimo: 78,4%', 'Seu empréstimo está com uma relação empréstimo/valor (LTV) de 78,4%. Adicione garantia ou amortize o empréstimo para evitar a liquidação.\u000aLTV de liquidação (%): 83\u000aGarantia: BTC\u000aEmpréstimo: l-620'],
      sms: ['', 'Alerta de LTV do emprestimo: 78,4%, adicione garantia ou amortize. LTV de liq. (%): 83'],
    },
    'margin_restored': {
      websocket: ['Margem restabelecida', 'O índice de margem de BTC-USDT voltou para 212,5%'],
      push: ['Margem restabelecida: BTC-USDT', 'O índice de margem voltou para 212,5%'],
      telegram: ['Margem restabelecida', 'O índice de margem de BTC-USDT voltou para 212,5%. Posição: p-4711'],
      email: ['Margem restabelecida: BTC-USDT', 'O índice de margem de BTC-USDT voltou para 212,5%.\u000aPosição: p-4711'],
    },
  },
  'orderFilled': {
    'order_filled': {
      websocket: ['Ordem executada', 'Compra de 0,125 BTC-USDT executada a 64.250,10. Taxa: 8,03 USDT'],
      push: ['Ordem executada: BTC-USDT', 'Compra de 0,125 executada a 64.250,10. Taxa: 8,03 USDT'],
      telegram: ['Ordem executada', 'Compra de 0,125 BTC-USDT executada a 64.250,10. Taxa: 8,03 USDT. Ordem: o-77120. ID da ordem do cliente: my-order-12'],
      email: ['Ordem executada: BTC-USDT', 'Compra de 0,125 BTC-USDT executada a 64.250,10.\u000aTaxa: 8,03 USDT\u000aOrdem: o-77120\u000aID da ordem do cliente: my-order-12'],
      sms: ['', 'Ordem executada: compra de 0,125 BTC-USDT a 64.250,10. Taxa: 8,03 USDT'],
    },
  },
  'priceAlert': {
    'price_alert': {
      websocket: ['Alerta de preço', 'BTC-USDT está em 64.250,10 (seu alerta: acima de 64.000). Sua nota: Take profit'],
      push: ['Alerta de preço: BTC-USDT', 'Agora em 64.250,10 (seu alerta: acima de 64.000). Sua nota: Take profit'],
      telegram: ['Alerta de preço', 'BTC-USDT está em 64.250,10 (seu alerta: acima de 64.000). Sua nota: Take profit'],
      email: ['Alerta de preço: BTC-USDT', 'BTC-USDT está em 64.250,10 (seu alerta: acima de 64.000).\u000aSua nota: Take profit'],
    },
    'price_feed': {
      websocket: ['Preços interrompidos', 'Sem preço de BTC-USDT desde 23/11/2026, 14:05 UTC. Seus alertas para este par não disparam até que os preços voltem'],
      push: ['Preços interrompidos: BTC-USDT', 'Sem preço desde 23/11/2026, 14:05 UTC. Seus alertas para este par não disparam até que os preços voltem'],
      telegram: ['Preços interrompidos', 'Sem preço de BTC-USDT desde 23/11/2026, 14:05 UTC. Seus alertas para este par não disparam até que os preços voltem'],
      email: ['Preços interrompidos: BTC-USDT', 'Sem preço de BTC-USDT desde 23/11/2026, 14:05 UTC. Seus alertas para este par não disparam até que os preços voltem.'],
    },
  },
  'partialFill': {
    'order_partially_filled': {
      websocket: ['Ordem parcialmente executada', 'Compra parcial de 0,050 BTC-USDT executada a 64.250,10. Quantidade em aberto: 0,075'],
      push: ['Ordem parcialmente executada: BTC-USDT', 'Compra parcial de 0,050 executada a 64.250,10. Quantidade em aberto: 0,075'],
      telegram: ['Ordem parcialmente executada', 'Compra parcial de 0,050 BTC-USDT executada a 64.250,10. Quantidade em aberto: 0,075. Ordem: o-77120. ID da ordem do cliente: my-order-12'],
      email: ['Ordem parcialmente executada: BTC-USDT', 'Compra parcial de 0,050 BTC-USDT executada a 64.250,10.\u000aQuantidade em aberto: 0,075\u000aOrdem: o-77120\u000aID da ordem do cliente: my-order-12'],
    },
  },
  'deposit': {
    'deposit_credited': {
      websocket: ['Depósito creditado', 'Depósito de 1.500 USDT creditado na sua conta. Rede: TRON (TRC20). Transação: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3'],
      push: ['Depósito creditado: 1.500 USDT', 'O valor já está na sua conta'],
      telegram: ['Depósito creditado', 'Depósito de 1.500 USDT creditado na sua conta. Rede: TRON (TRC20). Transação: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3. Depósito: d-2081'],
      email: ['Depósito creditado: 1.500 USDT', 'Depósito de 1.500 USDT creditado na sua conta.\u000aRede: TRON (TRC20)\u000aTransação: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3\u000aDepósito: d-2081'],
    },
    'deposit_detected': {
      websocket: ['Depósito detectado', 'Um depósito de 1.500 USDT foi detectado e ainda não foi creditado. Confirmações: 4. Confirmações necessárias: 20. Rede: TRON (TRC20). Transação: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3'],
      push: ['Depósito detectado: 1.500 USDT', 'Será creditado após a confirmação na rede. Confirmações: 4. Confirmações necessárias: 20'],
      telegram: ['Depósito detectado', 'Um depósito de 1.500 USDT foi detectado e ainda não foi creditado. Confirmações: 4. Confirmações necessárias: 20. Rede: TRON (TRC20). Transação: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3. Depósito: d-2081'],
      email: ['Depósito detectado: 1.500 USDT', 'Um depósito de 1.500 USDT foi detectado e ainda não foi creditado.\u000aConfirmações: 4\u000aConfirmações necessárias: 20\u000aRede: TRON (TRC20)\u000aTransação: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3\u000aDepósito: d-2081'],
    },
  },
  'newListing': {
    'new_listing': {
      websocket: ['Nova listagem', 'Nova listagem: Sui (SUI-USDT), pontuação 8,5. Início das negociações: 24/11/2026, 10:00 UTC'],
      push: ['Nova listagem: SUI-USDT', 'Sui, pontuação 8,5. Início das negociações: 24/11/2026, 10:00 UTC'],
      telegram: ['Nova listagem', 'Nova listagem: Sui (SUI-USDT), pontuação 8,5. Início das negociações: 24/11/2026, 10:00 UTC'],
      email: ['Nova listagem: SUI-USDT', 'Nova listagem: Sui (SUI-USDT), pontuação 8,5.\u000aInício das negociações: 24/11/2026, 10:00 UTC'],
    },
  },
  'weeklyReport': {
    'weekly_pnl_report': {
      websocket: ['Relatório semanal, semana 47 de 2026', 'PnL realizado: 842,15 USDT. PnL não realizado: -120,40 USDT. Negociações: 38. Volume: 184.300,25 USDT'],
      push: ['Relatório semanal, semana 47 de 2026', 'PnL realizado: 842,15 USDT. PnL não realizado: -120,40 USDT. Negociações: 38. Volume: 184.300,25 USDT'],
      telegram: ['Relatório semanal, semana 47 de 2026', 'PnL realizado: 842,15 USDT. PnL não realizado: -120,40 USDT. Negociações: 38. Volume: 184.300,25 USDT'],
      email: ['Relatório semanal, semana 47 de 2026', 'PnL realizado: 842,15 USDT.\u000aPnL não realizado: -120,40 USDT\u000aNegociações: 38\u000aVolume: 184.300,25 USDT'],
    },
  },
  'dailyReport': {
    'daily_report': {
      websocket: ['Relatório diário de 23/11/2026', '12 ordens executadas, 3 alertas de preço, 1 depósito, 2 recompensas de indicação. PnL realizado: 215,30 USDT. PnL não realizado: -48,75 USDT'],
      push: ['Relatório diário de 23/11/2026', '12 ordens executadas, 3 alertas de preço, 1 depósito, 2 recompensas de indicação. PnL realizado: 215,30 USDT. PnL não realizado: -48,75 USDT'],
      telegram: ['Relatório diário de 23/11/2026', '12 ordens executadas, 3 alertas de preço, 1 depósito, 2 recompensas de indicação. PnL realizado: 215,30 USDT. PnL não realizado: -48,75 USDT'],
      email: ['Relatório diário de 23/11/2026', '12 ordens executadas, 3 alertas de preço, 1 depósito, 2 recompensas de indicação.\u000aPnL realizado: 215,30 USDT\u000aPnL não realizado: -48,75 USDT'],
    },
  },
  'referral': {
    'referral_accrued': {
      websocket: ['Recompensa de indicação', 'Você ganhou 4,25 USDT com suas indicações. Suas indicações: 7'],
      push: ['Recompensa de indicação: 4,25 USDT', 'Você ganhou com suas indicações'],
      telegram: ['Recompensa de indicação', 'Você ganhou 4,25 USDT com suas indicações. Suas indicações: 7. Crédito: r-9310'],
      email: ['Recompensa de indicação: 4,25 USDT', 'Você ganhou 4,25 USDT com suas indicações.\u000aSuas indicações: 7\u000aCrédito: r-9310'],
    },
  },
  'orderClosed': {
    'order_cancelled': {
      websocket: ['Ordem cancelada', 'Sua ordem em BTC-USDT foi cancelada pela exchange. Motivo: Time in force expired. Quantidade não executada: 0,075'],
      push: ['Ordem cancelada: BTC-USDT', 'A exchange cancelou sua ordem. Motivo: Time in force expired. Quantidade não executada: 0,075'],
      telegram: ['Ordem cancelada', 'Sua ordem em BTC-USDT foi cancelada pela exchange. Motivo: Time in force expired. Quantidade não executada: 0,075. Ordem: o-77121'],
      email: ['Ordem cancelada: BTC-USDT', 'Sua ordem em BTC-USDT foi cancelada pela exchange.\u000aMotivo: Time in force expired\u000aQuantidade não executada: 0,075\u000aOrdem: o-77121'],
    },
    'order_rejected': {
      websocket: ['Ordem rejeitada', 'Sua ordem em BTC-USDT foi rejeitada. Motivo: Insufficient balance'],
      push: ['Ordem rejeitada: BTC-USDT', 'Sua ordem não foi aberta. Motivo: Insufficient balance'],
      telegram: ['Ordem rejeitada', 'Sua ordem em BTC-USDT foi rejeitada. Motivo: Insufficient balance. Ordem: o-77122'],
      email: ['Ordem rejeitada: BTC-USDT', 'Sua ordem em BTC-USDT foi rejeitada.\u000aMotivo: Insufficient balance\u000aOrdem: o-77122'],
    },
  },
  'stopTriggered': {
    'stop_triggered': {
      websocket: ['Ordem stop acionada', 'Sua ordem stop de venda em BTC-USDT foi acionada a 62.500,00. Quantidade: 0,125'],
      push: ['Ordem stop acionada: BTC-USDT', 'Sua ordem de venda foi acionada a 62.500,00. Quantidade: 0,125'],
      telegram: ['Ordem stop acionada', 'Sua ordem stop de venda em BTC-USDT foi acionada a 62.500,00. Quantidade: 0,125. Ordem: o-77125. ID da ordem do cliente: my-stop-3'],
      email: ['Ordem stop acionada: BTC-USDT', 'Sua ordem stop de venda em BTC-USDT foi acionada a 62.500,00.\u000aQuantidade: 0,125\u000aOrdem: o-77125\u000aID da ordem do cliente: my-stop-3'],
      sms: ['', 'Stop acionado: venda de BTC-USDT a 62.500,00. Quantidade: 0,125'],
    },
  },
  'funding': {
    'funding_paid': {
      websocket: ['Taxa de financiamento paga', 'Você pagou 3,21 USDT de taxa de financiamento em BTC-USDT. Taxa de financiamento (%): 0,01'],
      push: ['Taxa de financiamento paga: BTC-USDT', 'Você pagou 3,21 USDT. Taxa de financiamento (%): 0,01'],
      telegram: ['Taxa de financiamento paga', 'Você pagou 3,21 USDT de taxa de financiamento em BTC-USDT. Taxa de financiamento (%): 0,01. Posição: p-4711'],
      email: ['Taxa de financiamento paga: BTC-USDT', 'Você pagou 3,21 USDT de taxa de financiamento em BTC-USDT.\u000aTaxa de financiamento (%): 0,01\u000aPosição: p-4711'],
    },
  },
  'withdrawal': {
    'transfer_completed': {
      websocket: ['Transferência concluída', 'Transferência de 500 USDT concluída, de Spot para Futures'],
      push: ['Transferência concluída: 500 USDT', 'De Spot para Futures'],
      telegram: ['Transferência concluída', 'Transferência de 500 USDT concluída, de Spot para Futures. Transferência: t-880'],
      email: ['Transferência concluída: 500 USDT', 'Transferência de 500 USDT concluída, de Spot para Futures.\u000aTransferência: t-880'],
    },
    'withdrawal_completed': {
      websocket: ['Saque concluído', 'Seu saque de 2.500 USDT foi concluído. Transação: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Rede: TRON (TRC20)'],
      push: ['Saque concluído: 2.500 USDT', 'Seu saque foi confirmado na rede'],
      telegram: ['Saque concluído', 'Seu saque de 2.500 USDT foi concluído. Transação: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Rede: TRON (TRC20). Saque: w-5140'],
      email: ['Saque concluído: 2.500 USDT', 'Seu saque de 2.500 USDT foi concluído.\u000aTransação: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92\u000aRede: TRON (TRC20)\u000aSaque: w-5140'],
    },
    'withdrawal_sent': {
      websocket: ['Saque enviado', 'Seu saque de 2.500 USDT foi enviado. Transação: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Rede: TRON (TRC20)'],
      push: ['Saque enviado: 2.500 USDT', 'Seu saque está a caminho'],
      telegram: ['Saque enviado', 'Seu saque de 2.500 USDT foi enviado. Transação: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Rede: TRON (TRC20). Saque: w-5140'],
      email: ['Saque enviado: 2.500 USDT', 'Seu saque de 2.500 USDT foi enviado.\u000aTransação: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92\u000aRede: TRON (TRC20)\u000aSaque: w-5140'],
    },
  },
  'p2p': {
    'p2p_dispute_opened': {
      websocket: ['Disputa P2P aberta', 'Foi aberta uma disputa sobre sua transação P2P. Motivo: Payment not received. Responda no app'],
      push: ['Disputa P2P aberta', 'Foi aberta uma disputa sobre sua transação P2P. Motivo: Payment not received. Responda no app'],
      telegram: ['Disputa P2P aberta', 'Foi aberta uma disputa sobre sua transação P2P. Motivo: Payment not received. Transação: pt-415. Responda no app'],
      email: ['Disputa P2P aberta', 'Foi aberta uma disputa sobre sua transação P2P. Responda no app.\u000aMotivo: Payment not received\u000aTransação: pt-415'],
      sms: ['', 'Foi aberta uma disputa sobre sua transacao P2P, responda no app'],
    },
    'p2p_payment_marked': {
      websocket: ['Pagamento P2P marcado como enviado', 'Um pagamento de 750 EUR foi marcado como enviado na sua transação P2P. Contraparte: Anna K. Libere as criptos somente depois que o dinheiro cair na sua conta'],
      push: ['Pagamento P2P marcado como enviado: 750 EUR', 'Verifique se o dinheiro caiu na sua conta. Contraparte: Anna K. Libere as criptos somente depois que o dinheiro cair na sua conta'],
      telegram: ['Pagamento P2P marcado como enviado', 'Um pagamento de 750 EUR foi marcado como enviado na sua transação P2P. Contraparte: Anna K. Transação: pt-415. Libere as criptos somente depois que o dinheiro cair na sua conta'],
      email: ['Pagamento P2P marcado como enviado: 750 EUR', 'Um pagamento de 750 EUR foi marcado como enviado na sua transação P2P. Libere as criptos somente depois que o dinheiro cair na sua conta.\u000aContraparte: Anna K.\u000aTransação: pt-415'],
      sms: ['', 'Pagamento P2P de 750 EUR marcado como enviado. Verifique se o dinheiro caiu antes de liberar. Contraparte: Anna K.'],
    },
  },
  'card': {
    'card_authorised': {
      websocket: ['Pagamento com cartão aprovado', 'Seu pagamento de 42,90 EUR com cartão em Cafe Central foi aprovado'],
      push: ['Pagamento com cartão aprovado: 42,90 EUR', 'Em Cafe Central'],
      telegram: ['Pagamento com cartão aprovado', 'Seu pagamento de 42,90 EUR com cartão em Cafe Central foi aprovado. Pagamento: au-9921'],
      email: ['Pagamento com cartão aprovado: 42,90 EUR', 'Seu pagamento de 42,90 EUR com cartão em Cafe Central foi aprovado.\u000aPagamento: au-9921'],
    },
    'card_declined': {
      websocket: ['Pagamento com cartão recusado', 'Seu pagamento de 42,90 EUR com cartão em Cafe Central foi recusado. Motivo: Insufficient balance'],
      push: ['Pagamento com cartão recusado: 42,90 EUR', 'Em Cafe Central. Motivo: Insufficient balance'],
      telegram: ['Pagamento com cartão recusado', 'Seu pagamento de 42,90 EUR com cartão em Cafe Central foi recusado. Motivo: Insufficient balance. Pagamento: au-9922'],
      email: ['Pagamento com cartão recusado: 42,90 EUR', 'Seu pagamento de 42,90 EUR com cartão em Cafe Central foi recusado.\u000aMotivo: Insufficient balance\u000aPagamento: au-9922'],
    },
  },
  'copyTrading': {
    'copy_stopped': {
      websocket: ['Copy trading encerrado', 'Você não está mais copiando NordicAlpha. Motivo: Stop loss reached. PnL realizado: -86,20 USDT'],
      push: ['Copy trading encerrado: NordicAlpha', 'Você não está mais copiando este trader. Motivo: Stop loss reached. PnL realizado: -86,20 USDT'],
      telegram: ['Copy trading encerrado', 'Você não está mais copiando NordicAlpha. Motivo: Stop loss reached. PnL realizado: -86,20 USDT'],
      email: ['Copy trading encerrado: NordicAlpha', 'Você não está mais copiando NordicAlpha.\u000aMotivo: Stop loss reached\u000aPnL realizado: -86,20 USDT'],
    },
  },
  'earn': {
    'earn_matured': {
      websocket: ['Vencimento do produto Earn', 'Seu produto Earn venceu e o valor está disponível novamente: 2 ETH. Recompensa: 0,0164 ETH'],
      push: ['Vencimento do produto Earn: 2 ETH', 'O valor está disponível novamente. Recompensa: 0,0164 ETH'],
      telegram: ['Vencimento do produto Earn', 'Seu produto Earn venceu e o valor está disponível novamente: 2 ETH. Recompensa: 0,0164 ETH. Produto: e-330'],
      email: ['Vencimento do produto Earn: 2 ETH', 'Seu produto Earn venceu e o valor está disponível novamente: 2 ETH.\u000aRecompensa: 0,0164 ETH\u000aProduto: e-330'],
    },
    'staking_reward': {
      websocket: ['Recompensa de staking', 'Você ganhou 0,0042 ETH com staking. Taxa anual (%): 3,1'],
      push: ['Recompensa de staking: 0,0042 ETH', 'Ganho com staking'],
      telegram: ['Recompensa de staking', 'Você ganhou 0,0042 ETH com staking. Taxa anual (%): 3,1. Recompensa: sr-2093'],
      email: ['Recompensa de staking: 0,0042 ETH', 'Você ganhou 0,0042 ETH com staking.\u000aTaxa anual (%): 3,1\u000aRecompensa: sr-2093'],
    },
  },
  'trading': {
    'contract_expiring': {
      websocket: ['Contrato vence em breve', 'BTC-USDT-261127 vence em 27/11/2026, 08:00 UTC. Preço de entrega estimado: 64.180,75'],
      push: ['Contrato vence em breve: BTC-USDT-261127', 'O contrato vence em 27/11/2026, 08:00 UTC. Preço de entrega estimado: 64.180,75'],
      telegram: ['Contrato vence em breve', 'BTC-USDT-261127 vence em 27/11/2026, 08:00 UTC. Preço de entrega estimado: 64.180,75'],
      email: ['Contrato vence em breve: BTC-USDT-261127', 'BTC-USDT-261127 vence em 27/11/2026, 08:00 UTC.\u000aPreço de entrega estimado: 64.180,75'],
    },
  },
  'market': {
    'trading_halted': {
      websocket: ['Negociações suspensas', 'As negociações de BTC-USDT estão suspensas. Motivo: System upgrade. Previsão de retomada: 23/11/2026, 16:00 UTC'],
      push: ['Negociações suspensas: BTC-USDT', 'As ordens não são executadas no momento. Motivo: System upgrade. Previsão de retomada: 23/11/2026, 16:00 UTC'],
      telegram: ['Negociações suspensas', 'As negociações de BTC-USDT estão suspensas. Motivo: System upgrade. Previsão de retomada: 23/11/2026, 16:00 UTC'],
      email: ['Negociações suspensas: BTC-USDT', 'As negociações de BTC-USDT estão suspensas.\u000aMotivo: System upgrade\u000aPrevisão de retomada: 23/11/2026, 16:00 UTC'],
    },
    'trading_resumed': {
      websocket: ['Negociações retomadas', 'As negociações de BTC-USDT foram retomadas'],
      push: ['Negociações retomadas: BTC-USDT', 'As ordens voltaram a ser executadas'],
      telegram: ['Negociações retomadas', 'As negociações de BTC-USDT foram retomadas'],
      email: ['Negociações retomadas: BTC-USDT', 'As negociações de BTC-USDT foram retomadas.'],
    },
    'maintenance': {
      websocket: ['Manutenção programada', 'Manutenção programada de 25/11/2026, 02:00 UTC até 25/11/2026, 04:00 UTC. Serviços afetados: Spot trading'],
      push: ['Manutenção programada', 'De 25/11/2026, 02:00 UTC até 25/11/2026, 04:00 UTC. Serviços afetados: Spot trading'],
      telegram: ['Manutenção programada', 'Manutenção programada de 25/11/2026, 02:00 UTC até 25/11/2026, 04:00 UTC. Serviços afetados: Spot trading'],
      email: ['Manutenção programada', 'Manutenção programada de 25/11/2026, 02:00 UTC até 25/11/2026, 04:00 UTC.\u000aServiços afetados: Spot trading'],
    },
  },
  'account': {
    'kyc_approved': {
      websocket: ['Identidade verificada', 'Sua identidade foi verificada'],
      push: ['Identidade verificada', 'Sua verificação foi aprovada'],
      telegram: ['Identidade verificada', 'Sua identidade foi verificada. Caso: kyc-901'],
      email: ['Identidade verificada', 'Sua identidade foi verificada.\u000aCaso: kyc-901'],
    },
    'fee_tier_changed': {
      websocket: ['Nível de taxas alterado', 'Seu nível de taxas agora é VIP 2. Taxa maker (%): 0,06. Taxa taker (%): 0,08'],
      push: ['Nível de taxas alterado: VIP 2', 'Novas taxas se aplicam às suas negociações. Taxa maker (%): 0,06. Taxa taker (%): 0,08'],
      telegram: ['Nível de taxas alterado', 'Seu nível de taxas agora é VIP 2. Taxa maker (%): 0,06. Taxa taker (%): 0,08'],
      email: ['Nível de taxas alterado: VIP 2', 'Seu nível de taxas agora é VIP 2.\u000aTaxa maker (%): 0,06\u000aTaxa taker (%): 0,08'],
    },
  },
  'reports': {
    'statement_ready': {
      websocket: ['Extrato da conta disponível', 'O extrato da sua conta de 2026-10 está disponível'],
      push: ['Extrato da conta disponível: 2026-10', 'Você pode baixá-lo no app'],
      telegram: ['Extrato da conta disponível', 'O extrato da sua conta de 2026-10 está disponível'],
      email: ['Extrato da conta disponível: 2026-10', 'O extrato da sua conta de 2026-10 está disponível.'],
    },
    'tax_report_ready': {
      websocket: ['Relatório fiscal disponível', 'Seu relatório fiscal de 2026 está disponível'],
      push: ['Relatório fiscal disponível: 2026', 'Você pode baixá-lo no app'],
      telegram: ['Relatório fiscal disponível', 'Seu relatório fiscal de 2026 está disponível'],
      email: ['Relatório fiscal disponível: 2026', 'Seu relatório fiscal de 2026 está disponível.'],
    },
  },
  'news': {
    'announcement': {
      websocket: ['Comunicado', 'New earn products: Fixed terms of 30 and 60 days are now available. Saiba mais: https://exchange.example/news/an-210'],
      push: ['New earn products', 'Fixed terms of 30 and 60 days are now available'],
      telegram: ['Comunicado', 'New earn products: Fixed terms of 30 and 60 days are now available. Saiba mais: https://exchange.example/news/an-210'],
      email: ['New earn products', 'New earn products: Fixed terms of 30 and 60 days are now available.\u000aSaiba mais: https://exchange.example/news/an-210'],
    },
  },
};
