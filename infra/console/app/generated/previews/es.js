// Generated from the event catalogue by `cargo run -p contract`. Do not edit it.

/** @type {import('../../types.js').Previews} */
export default {
  'liquidation': {
    'position_liquidated': {
      websocket: ['Posición liquidada', 'Tu posición larga de 0,25 BTC-USDT se ha liquidado a 58.120,50. PnL realizado: -1532,40 USDT'],
      push: ['Posición liquidada: BTC-USDT', 'Tu posición larga de 0,25 se ha liquidado a 58.120,50. PnL realizado: -1532,40 USDT'],
      telegram: ['Posición liquidada', 'Tu posición larga de 0,25 BTC-USDT se ha liquidado a 58.120,50. PnL realizado: -1532,40 USDT. Posición: p-4711. ID de orden del cliente: liq-4711-1'],
      email: ['Posición liquidada: BTC-USDT', 'Tu posición larga de 0,25 BTC-USDT se ha liquidado a 58.120,50.\u000aPnL realizado: -1532,40 USDT\u000aPosición: p-4711\u000aID de orden del cliente: liq-4711-1'],
      sms: ['', 'Posicion larga liquidada: 0,25 BTC-USDT a 58.120,50. PnL: -1532,40 USDT'],
    },
  },
  'liquidationWarning': {
    'margin_call': {
      websocket: ['Llamada de margen', 'BTC-USDT tiene un ratio de margen del 118,5% (liquidación al 100%). Precio de liquidación: 58.120,50 USDT. Precio de marca: 59.480,20 USDT'],
      push: ['Llamada de margen: BTC-USDT', 'Ratio de margen: 118,5% (liquidación al 100%). Precio de liquidación: 58.120,50 USDT. Precio de marca: 59.480,20 USDT'],
      telegram: ['Llamada de margen', 'BTC-USDT tiene un ratio de margen del 118,5% (liquidación al 100%). Precio de liquidación: 58.120,50 USDT. Precio de marca: 59.480,20 USDT. Posición: p-4711'],
      email: ['Llamada de margen: BTC-USDT', 'BTC-USDT tiene un ratio de margen del 118,5% (liquidación al 100%).\u000aPrecio de liquidación: 58.120,50 USDT\u000aPrecio de marca: 59.480,20 USDT\u000aPosición: p-4711'],
      sms: ['', 'Llamada de margen: BTC-USDT al 118,5% (se liquida al 100%). Precio liq.: 58.120,50 USDT. Precio marca: 59.480,20 USDT'],
    },
    'loan_ltv_warning': {
      websocket: ['Alerta de LTV del préstamo', 'Tu préstamo tiene una relación préstamo-valor (LTV) del 78,4%. LTV de liquidación (%): 83. Colateral: BTC. Añade colateral o devuelve parte del préstamo para evitar la liquidación'],
      push: ['Alerta de LTV del préstamo: 78,4%', 'Tu préstamo se acerca a la liquidación. LTV de liquidación (%): 83. Colateral: BTC. Añade colateral o devuelve parte del préstamo para evitar la liquidación'],
      telegram: ['Alerta de LTV del préstamo', 'Tu préstamo tiene una relación préstamo-valor (LTV) del 78,4%. LTV de liquidación (%): 83. Colateral: BTC. Préstamo: l-620. Añade colateral o devuelve parte del préstamo para evitar la liquidación'],
      email: ['Alerta de LTV del préstamo: 78,4%', 'Tu préstamo tiene una relación préstamo-valor (LTV) del 78,4%. Añade colateral o devuelve parte del préstamo para evitar la liquidación.\u000aLTV de liquidación (%): 83\u000aColateral: BTC\u000aPréstamo: l-620'],
      sms: ['', 'Alerta de LTV del prestamo: 78,4%. Añade colateral o devuelve una parte. LTV liq. (%): 83'],
    },
    'margin_restored': {
      websocket: ['Margen restablecido', 'BTC-USDT vuelve a tener un ratio de margen del 212,5%'],
      push: ['Margen restablecido: BTC-USDT', 'El ratio de margen vuelve a ser del 212,5%'],
      telegram: ['Margen restablecido', 'BTC-USDT vuelve a tener un ratio de margen del 212,5%. Posición: p-4711'],
      email: ['Margen restablecido: BTC-USDT', 'BTC-USDT vuelve a tener un ratio de margen del 212,5%.\u000aPosición: p-4711'],
    },
  },
  'orderFilled': {
    'order_filled': {
      websocket: ['Orden ejecutada', 'Has comprado 0,125 BTC-USDT a 64.250,10. Comisión: 8,03 USDT'],
      push: ['Orden ejecutada: BTC-USDT', 'Has comprado 0,125 a 64.250,10. Comisión: 8,03 USDT'],
      telegram: ['Orden ejecutada', 'Has comprado 0,125 BTC-USDT a 64.250,10. Comisión: 8,03 USDT. Orden: o-77120. ID de orden del cliente: my-order-12'],
      email: ['Orden ejecutada: BTC-USDT', 'Has comprado 0,125 BTC-USDT a 64.250,10.\u000aComisión: 8,03 USDT\u000aOrden: o-77120\u000aID de orden del cliente: my-order-12'],
      sms: ['', 'Orden ejecutada: compra de 0,125 BTC-USDT a 64.250,10. Comision: 8,03 USDT'],
    },
  },
  'priceAlert': {
    'price_alert': {
      websocket: ['Alerta de precio', 'BTC-USDT está a 64.250,10 (tu alerta: por encima de 64.000). Tu nota: Take profit'],
      push: ['Alerta de precio: BTC-USDT', 'Ahora a 64.250,10 (tu alerta: por encima de 64.000). Tu nota: Take profit'],
      telegram: ['Alerta de precio', 'BTC-USDT está a 64.250,10 (tu alerta: por encima de 64.000). Tu nota: Take profit'],
      email: ['Alerta de precio: BTC-USDT', 'BTC-USDT está a 64.250,10 (tu alerta: por encima de 64.000).\u000aTu nota: Take profit'],
    },
    'price_feed': {
      websocket: ['Precios interrumpidos', 'No llegan precios de BTC-USDT desde el 23 nov 2026, 14:05 UTC. Tus alertas de este mercado no pueden activarse hasta que vuelvan los precios'],
      push: ['Precios interrumpidos: BTC-USDT', 'No llegan precios desde el 23 nov 2026, 14:05 UTC. Tus alertas de este mercado no pueden activarse hasta que vuelvan los precios'],
      telegram: ['Precios interrumpidos', 'No llegan precios de BTC-USDT desde el 23 nov 2026, 14:05 UTC. Tus alertas de este mercado no pueden activarse hasta que vuelvan los precios'],
      email: ['Precios interrumpidos: BTC-USDT', 'No llegan precios de BTC-USDT desde el 23 nov 2026, 14:05 UTC. Tus alertas de este mercado no pueden activarse hasta que vuelvan los precios.'],
    },
  },
  'partialFill': {
    'order_partially_filled': {
      websocket: ['Orden ejecutada parcialmente', 'Has comprado 0,050 BTC-USDT a 64.250,10. Pendiente de ejecutar: 0,075'],
      push: ['Orden ejecutada parcialmente: BTC-USDT', 'Has comprado 0,050 a 64.250,10. Pendiente de ejecutar: 0,075'],
      telegram: ['Orden ejecutada parcialmente', 'Has comprado 0,050 BTC-USDT a 64.250,10. Pendiente de ejecutar: 0,075. Orden: o-77120. ID de orden del cliente: my-order-12'],
      email: ['Orden ejecutada parcialmente: BTC-USDT', 'Has comprado 0,050 BTC-USDT a 64.250,10.\u000aPendiente de ejecutar: 0,075\u000aOrden: o-77120\u000aID de orden del cliente: my-order-12'],
    },
  },
  'deposit': {
    'deposit_credited': {
      websocket: ['Depósito acreditado', 'Has recibido 1500 USDT en tu cuenta. Red: TRON (TRC20). Transacción: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3'],
      push: ['Depósito acreditado: 1500 USDT', 'Ya está en tu cuenta'],
      telegram: ['Depósito acreditado', 'Has recibido 1500 USDT en tu cuenta. Red: TRON (TRC20). Transacción: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3. Depósito: d-2081'],
      email: ['Depósito acreditado: 1500 USDT', 'Has recibido 1500 USDT en tu cuenta.\u000aRed: TRON (TRC20)\u000aTransacción: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3\u000aDepósito: d-2081'],
    },
    'deposit_detected': {
      websocket: ['Depósito detectado', 'Se ha detectado un depósito de 1500 USDT, pendiente de acreditar. Confirmaciones: 4. Confirmaciones necesarias: 20. Red: TRON (TRC20). Transacción: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3'],
      push: ['Depósito detectado: 1500 USDT', 'Se acreditará cuando se confirme. Confirmaciones: 4. Confirmaciones necesarias: 20'],
      telegram: ['Depósito detectado', 'Se ha detectado un depósito de 1500 USDT, pendiente de acreditar. Confirmaciones: 4. Confirmaciones necesarias: 20. Red: TRON (TRC20). Transacción: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3. Depósito: d-2081'],
      email: ['Depósito detectado: 1500 USDT', 'Se ha detectado un depósito de 1500 USDT, pendiente de acreditar.\u000aConfirmaciones: 4\u000aConfirmaciones necesarias: 20\u000aRed: TRON (TRC20)\u000aTransacción: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3\u000aDepósito: d-2081'],
    },
  },
  'newListing': {
    'new_listing': {
      websocket: ['Nuevo listado', 'Se ha listado Sui (SUI-USDT), con una puntuación de 8,5. Inicio del trading: 24 nov 2026, 10:00 UTC'],
      push: ['Nuevo listado: SUI-USDT', 'Sui, puntuación: 8,5. Inicio del trading: 24 nov 2026, 10:00 UTC'],
      telegram: ['Nuevo listado', 'Se ha listado Sui (SUI-USDT), con una puntuación de 8,5. Inicio del trading: 24 nov 2026, 10:00 UTC'],
      email: ['Nuevo listado: SUI-USDT', 'Se ha listado Sui (SUI-USDT), con una puntuación de 8,5.\u000aInicio del trading: 24 nov 2026, 10:00 UTC'],
    },
  },
  'weeklyReport': {
    'weekly_pnl_report': {
      websocket: ['Informe semanal, semana 47 de 2026', 'PnL realizado: 842,15 USDT. PnL no realizado: -120,40 USDT. Operaciones: 38. Volumen: 184.300,25 USDT'],
      push: ['Informe semanal, semana 47 de 2026', 'PnL realizado: 842,15 USDT. PnL no realizado: -120,40 USDT. Operaciones: 38. Volumen: 184.300,25 USDT'],
      telegram: ['Informe semanal, semana 47 de 2026', 'PnL realizado: 842,15 USDT. PnL no realizado: -120,40 USDT. Operaciones: 38. Volumen: 184.300,25 USDT'],
      email: ['Informe semanal, semana 47 de 2026', 'PnL realizado: 842,15 USDT.\u000aPnL no realizado: -120,40 USDT\u000aOperaciones: 38\u000aVolumen: 184.300,25 USDT'],
    },
  },
  'dailyReport': {
    'daily_report': {
      websocket: ['Informe diario: 23 nov 2026', '12 ejecuciones, 3 alertas de precio, 1 depósito, 2 recompensas por referidos. PnL realizado: 215,30 USDT. PnL no realizado: -48,75 USDT'],
      push: ['Informe diario: 23 nov 2026', '12 ejecuciones, 3 alertas de precio, 1 depósito, 2 recompensas por referidos. PnL realizado: 215,30 USDT. PnL no realizado: -48,75 USDT'],
      telegram: ['Informe diario: 23 nov 2026', '12 ejecuciones, 3 alertas de precio, 1 depósito, 2 recompensas por referidos. PnL realizado: 215,30 USDT. PnL no realizado: -48,75 USDT'],
      email: ['Informe diario: 23 nov 2026', '12 ejecuciones, 3 alertas de precio, 1 depósito, 2 recompensas por referidos.\u000aPnL realizado: 215,30 USDT\u000aPnL no realizado: -48,75 USDT'],
    },
  },
  'referral': {
    'referral_accrued': {
      websocket: ['Recompensa por referidos', 'Has ganado 4,25 USDT por tus referidos. Tus referidos: 7'],
      push: ['Recompensa por referidos: 4,25 USDT', 'La has ganado gracias a tus referidos'],
      telegram: ['Recompensa por referidos', 'Has ganado 4,25 USDT por tus referidos. Tus referidos: 7. Recompensa: r-9310'],
      email: ['Recompensa por referidos: 4,25 USDT', 'Has ganado 4,25 USDT por tus referidos.\u000aTus referidos: 7\u000aRecompensa: r-9310'],
    },
  },
  'orderClosed': {
    'order_cancelled': {
      websocket: ['Orden cancelada', 'El exchange ha cancelado tu orden en BTC-USDT. Motivo: Time in force expired. Sin ejecutar: 0,075'],
      push: ['Orden cancelada: BTC-USDT', 'El exchange ha cancelado tu orden. Motivo: Time in force expired. Sin ejecutar: 0,075'],
      telegram: ['Orden cancelada', 'El exchange ha cancelado tu orden en BTC-USDT. Motivo: Time in force expired. Sin ejecutar: 0,075. Orden: o-77121'],
      email: ['Orden cancelada: BTC-USDT', 'El exchange ha cancelado tu orden en BTC-USDT.\u000aMotivo: Time in force expired\u000aSin ejecutar: 0,075\u000aOrden: o-77121'],
    },
    'order_rejected': {
      websocket: ['Orden rechazada', 'Tu orden en BTC-USDT ha sido rechazada. Motivo: Insufficient balance'],
      push: ['Orden rechazada: BTC-USDT', 'Tu orden no se ha colocado. Motivo: Insufficient balance'],
      telegram: ['Orden rechazada', 'Tu orden en BTC-USDT ha sido rechazada. Motivo: Insufficient balance. Orden: o-77122'],
      email: ['Orden rechazada: BTC-USDT', 'Tu orden en BTC-USDT ha sido rechazada.\u000aMotivo: Insufficient balance\u000aOrden: o-77122'],
    },
  },
  'stopTriggered': {
    'stop_triggered': {
      websocket: ['Orden stop activada', 'Tu orden stop de venta en BTC-USDT se ha activado a 62.500,00. Cantidad: 0,125'],
      push: ['Orden stop activada: BTC-USDT', 'Tu orden de venta se ha activado a 62.500,00. Cantidad: 0,125'],
      telegram: ['Orden stop activada', 'Tu orden stop de venta en BTC-USDT se ha activado a 62.500,00. Cantidad: 0,125. Orden: o-77125. ID de orden del cliente: my-stop-3'],
      email: ['Orden stop activada: BTC-USDT', 'Tu orden stop de venta en BTC-USDT se ha activado a 62.500,00.\u000aCantidad: 0,125\u000aOrden: o-77125\u000aID de orden del cliente: my-stop-3'],
      sms: ['', 'Orden stop activada: venta de BTC-USDT a 62.500,00. Cantidad: 0,125'],
    },
  },
  'funding': {
    'funding_paid': {
      websocket: ['Financiación pagada', 'Has pagado 3,21 USDT de financiación por BTC-USDT. Tasa de financiación (%): 0,01'],
      push: ['Financiación pagada: BTC-USDT', 'Has pagado 3,21 USDT. Tasa de financiación (%): 0,01'],
      telegram: ['Financiación pagada', 'Has pagado 3,21 USDT de financiación por BTC-USDT. Tasa de financiación (%): 0,01. Posición: p-4711'],
      email: ['Financiación pagada: BTC-USDT', 'Has pagado 3,21 USDT de financiación por BTC-USDT.\u000aTasa de financiación (%): 0,01\u000aPosición: p-4711'],
    },
  },
  'withdrawal': {
    'transfer_completed': {
      websocket: ['Transferencia completada', 'Transferencia de 500 USDT completada: de Spot a Futures'],
      push: ['Transferencia completada: 500 USDT', 'De Spot a Futures'],
      telegram: ['Transferencia completada', 'Transferencia de 500 USDT completada: de Spot a Futures. Transferencia: t-880'],
      email: ['Transferencia completada: 500 USDT', 'Transferencia de 500 USDT completada: de Spot a Futures.\u000aTransferencia: t-880'],
    },
    'withdrawal_completed': {
      websocket: ['Retiro completado', 'Tu retiro de 2500 USDT se ha completado. Transacción: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Red: TRON (TRC20)'],
      push: ['Retiro completado: 2500 USDT', 'Se ha confirmado en la red'],
      telegram: ['Retiro completado', 'Tu retiro de 2500 USDT se ha completado. Transacción: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Red: TRON (TRC20). Retiro: w-5140'],
      email: ['Retiro completado: 2500 USDT', 'Tu retiro de 2500 USDT se ha completado.\u000aTransacción: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92\u000aRed: TRON (TRC20)\u000aRetiro: w-5140'],
    },
    'withdrawal_sent': {
      websocket: ['Retiro enviado', 'Tu retiro de 2500 USDT se ha enviado. Transacción: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Red: TRON (TRC20)'],
      push: ['Retiro enviado: 2500 USDT', 'Está en camino'],
      telegram: ['Retiro enviado', 'Tu retiro de 2500 USDT se ha enviado. Transacción: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Red: TRON (TRC20). Retiro: w-5140'],
      email: ['Retiro enviado: 2500 USDT', 'Tu retiro de 2500 USDT se ha enviado.\u000aTransacción: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92\u000aRed: TRON (TRC20)\u000aRetiro: w-5140'],
    },
  },
  'p2p': {
    'p2p_dispute_opened': {
      websocket: ['Disputa P2P abierta', 'Se ha abierto una disputa sobre tu operación P2P. Motivo: Payment not received. Responde en la app'],
      push: ['Disputa P2P abierta', 'Se ha abierto una disputa sobre tu operación P2P. Motivo: Payment not received. Responde en la app'],
      telegram: ['Disputa P2P abierta', 'Se ha abierto una disputa sobre tu operación P2P. Motivo: Payment not received. Operación: pt-415. Responde en la app'],
      email: ['Disputa P2P abierta', 'Se ha abierto una disputa sobre tu operación P2P. Responde en la app.\u000aMotivo: Payment not received\u000aOperación: pt-415'],
      sms: ['', 'Se ha abierto una disputa sobre tu operacion P2P, responde en la app'],
    },
    'p2p_payment_marked': {
      websocket: ['Pago P2P marcado como enviado', 'Se ha marcado como enviado un pago de 750 EUR en tu operación P2P. Contraparte: Anna K. Libera las criptos solo cuando hayas recibido el dinero'],
      push: ['Pago P2P marcado como enviado: 750 EUR', 'Comprueba que has recibido el dinero. Contraparte: Anna K. Libera las criptos solo cuando hayas recibido el dinero'],
      telegram: ['Pago P2P marcado como enviado', 'Se ha marcado como enviado un pago de 750 EUR en tu operación P2P. Contraparte: Anna K. Operación: pt-415. Libera las criptos solo cuando hayas recibido el dinero'],
      email: ['Pago P2P marcado como enviado: 750 EUR', 'Se ha marcado como enviado un pago de 750 EUR en tu operación P2P. Libera las criptos solo cuando hayas recibido el dinero.\u000aContraparte: Anna K.\u000aOperación: pt-415'],
      sms: ['', 'Pago P2P de 750 EUR marcado como enviado. Comprueba que lo has recibido antes de liberar. Contraparte: Anna K.'],
    },
  },
  'card': {
    'card_authorised': {
      websocket: ['Pago con tarjeta aprobado', 'Se ha aprobado tu pago con tarjeta de 42,90 EUR en Cafe Central'],
      push: ['Pago con tarjeta aprobado: 42,90 EUR', 'En Cafe Central'],
      telegram: ['Pago con tarjeta aprobado', 'Se ha aprobado tu pago con tarjeta de 42,90 EUR en Cafe Central. Pago: au-9921'],
      email: ['Pago con tarjeta aprobado: 42,90 EUR', 'Se ha aprobado tu pago con tarjeta de 42,90 EUR en Cafe Central.\u000aPago: au-9921'],
    },
    'card_declined': {
      websocket: ['Pago con tarjeta rechazado', 'Se ha rechazado tu pago con tarjeta de 42,90 EUR en Cafe Central. Motivo: Insufficient balance'],
      push: ['Pago con tarjeta rechazado: 42,90 EUR', 'En Cafe Central. Motivo: Insufficient balance'],
      telegram: ['Pago con tarjeta rechazado', 'Se ha rechazado tu pago con tarjeta de 42,90 EUR en Cafe Central. Motivo: Insufficient balance. Pago: au-9922'],
      email: ['Pago con tarjeta rechazado: 42,90 EUR', 'Se ha rechazado tu pago con tarjeta de 42,90 EUR en Cafe Central.\u000aMotivo: Insufficient balance\u000aPago: au-9922'],
    },
  },
  'copyTrading': {
    'copy_stopped': {
      websocket: ['Copy trading detenido', 'Ya no copias a NordicAlpha. Motivo: Stop loss reached. PnL realizado: -86,20 USDT'],
      push: ['Copy trading detenido: NordicAlpha', 'Ya no copias a este trader líder. Motivo: Stop loss reached. PnL realizado: -86,20 USDT'],
      telegram: ['Copy trading detenido', 'Ya no copias a NordicAlpha. Motivo: Stop loss reached. PnL realizado: -86,20 USDT'],
      email: ['Copy trading detenido: NordicAlpha', 'Ya no copias a NordicAlpha.\u000aMotivo: Stop loss reached\u000aPnL realizado: -86,20 USDT'],
    },
  },
  'earn': {
    'earn_matured': {
      websocket: ['Producto Earn vencido', 'Tu producto Earn ha vencido: vuelves a disponer de 2 ETH. Recompensa: 0,0164 ETH'],
      push: ['Producto Earn vencido: 2 ETH', 'La cantidad vuelve a estar disponible. Recompensa: 0,0164 ETH'],
      telegram: ['Producto Earn vencido', 'Tu producto Earn ha vencido: vuelves a disponer de 2 ETH. Recompensa: 0,0164 ETH. Producto: e-330'],
      email: ['Producto Earn vencido: 2 ETH', 'Tu producto Earn ha vencido: vuelves a disponer de 2 ETH.\u000aRecompensa: 0,0164 ETH\u000aProducto: e-330'],
    },
    'staking_reward': {
      websocket: ['Recompensa de staking', 'Has ganado 0,0042 ETH con el staking. Tasa anual (%): 3,1'],
      push: ['Recompensa de staking: 0,0042 ETH', 'Ganado con el staking'],
      telegram: ['Recompensa de staking', 'Has ganado 0,0042 ETH con el staking. Tasa anual (%): 3,1. Recompensa: sr-2093'],
      email: ['Recompensa de staking: 0,0042 ETH', 'Has ganado 0,0042 ETH con el staking.\u000aTasa anual (%): 3,1\u000aRecompensa: sr-2093'],
    },
  },
  'trading': {
    'contract_expiring': {
      websocket: ['Contrato próximo a vencer', 'BTC-USDT-261127 vence el 27 nov 2026, 08:00 UTC. Precio de vencimiento previsto: 64.180,75'],
      push: ['Contrato próximo a vencer: BTC-USDT-261127', 'Vence el 27 nov 2026, 08:00 UTC. Precio de vencimiento previsto: 64.180,75'],
      telegram: ['Contrato próximo a vencer', 'BTC-USDT-261127 vence el 27 nov 2026, 08:00 UTC. Precio de vencimiento previsto: 64.180,75'],
      email: ['Contrato próximo a vencer: BTC-USDT-261127', 'BTC-USDT-261127 vence el 27 nov 2026, 08:00 UTC.\u000aPrecio de vencimiento previsto: 64.180,75'],
    },
  },
  'market': {
    'trading_halted': {
      websocket: ['Trading suspendido', 'El trading de BTC-USDT está suspendido. Motivo: System upgrade. Reanudación prevista: 23 nov 2026, 16:00 UTC'],
      push: ['Trading suspendido: BTC-USDT', 'Por ahora no se ejecutan órdenes. Motivo: System upgrade. Reanudación prevista: 23 nov 2026, 16:00 UTC'],
      telegram: ['Trading suspendido', 'El trading de BTC-USDT está suspendido. Motivo: System upgrade. Reanudación prevista: 23 nov 2026, 16:00 UTC'],
      email: ['Trading suspendido: BTC-USDT', 'El trading de BTC-USDT está suspendido.\u000aMotivo: System upgrade\u000aReanudación prevista: 23 nov 2026, 16:00 UTC'],
    },
    'trading_resumed': {
      websocket: ['Trading reanudado', 'El trading de BTC-USDT se ha reanudado'],
      push: ['Trading reanudado: BTC-USDT', 'Las órdenes vuelven a ejecutarse'],
      telegram: ['Trading reanudado', 'El trading de BTC-USDT se ha reanudado'],
      email: ['Trading reanudado: BTC-USDT', 'El trading de BTC-USDT se ha reanudado.'],
    },
    'maintenance': {
      websocket: ['Mantenimiento programado', 'Mantenimiento programado del 25 nov 2026, 02:00 UTC al 25 nov 2026, 04:00 UTC. Afecta a: Spot trading'],
      push: ['Mantenimiento programado', 'Del 25 nov 2026, 02:00 UTC al 25 nov 2026, 04:00 UTC. Afecta a: Spot trading'],
      telegram: ['Mantenimiento programado', 'Mantenimiento programado del 25 nov 2026, 02:00 UTC al 25 nov 2026, 04:00 UTC. Afecta a: Spot trading'],
      email: ['Mantenimiento programado', 'Mantenimiento programado del 25 nov 2026, 02:00 UTC al 25 nov 2026, 04:00 UTC.\u000aAfecta a: Spot trading'],
    },
  },
  'account': {
    'kyc_approved': {
      websocket: ['Identidad verificada', 'Tu identidad ha sido verificada'],
      push: ['Identidad verificada', 'Tu verificación ha sido aprobada'],
      telegram: ['Identidad verificada', 'Tu identidad ha sido verificada. Caso: kyc-901'],
      email: ['Identidad verificada', 'Tu identidad ha sido verificada.\u000aCaso: kyc-901'],
    },
    'fee_tier_changed': {
      websocket: ['Nivel de comisiones actualizado', 'Tu nivel de comisiones es ahora VIP 2. Comisión maker (%): 0,06. Comisión taker (%): 0,08'],
      push: ['Nivel de comisiones actualizado: VIP 2', 'Se aplican nuevas comisiones a tus operaciones. Comisión maker (%): 0,06. Comisión taker (%): 0,08'],
      telegram: ['Nivel de comisiones actualizado', 'Tu nivel de comisiones es ahora VIP 2. Comisión maker (%): 0,06. Comisión taker (%): 0,08'],
      email: ['Nivel de comisiones actualizado: VIP 2', 'Tu nivel de comisiones es ahora VIP 2.\u000aComisión maker (%): 0,06\u000aComisión taker (%): 0,08'],
    },
  },
  'reports': {
    'statement_ready': {
      websocket: ['Extracto de cuenta disponible', 'Tu extracto de cuenta de 2026-10 ya está disponible'],
      push: ['Extracto de cuenta disponible: 2026-10', 'Puedes descargarlo en la app'],
      telegram: ['Extracto de cuenta disponible', 'Tu extracto de cuenta de 2026-10 ya está disponible'],
      email: ['Extracto de cuenta disponible: 2026-10', 'Tu extracto de cuenta de 2026-10 ya está disponible.'],
    },
    'tax_report_ready': {
      websocket: ['Informe fiscal disponible', 'Tu informe fiscal de 2026 ya está disponible'],
      push: ['Informe fiscal disponible: 2026', 'Puedes descargarlo en la app'],
      telegram: ['Informe fiscal disponible', 'Tu informe fiscal de 2026 ya está disponible'],
      email: ['Informe fiscal disponible: 2026', 'Tu informe fiscal de 2026 ya está disponible.'],
    },
  },
  'news': {
    'announcement': {
      websocket: ['Anuncio', 'New earn products: Fixed terms of 30 and 60 days are now available. Más información: https://exchange.example/news/an-210'],
      push: ['New earn products', 'Fixed terms of 30 and 60 days are now available'],
      telegram: ['Anuncio', 'New earn products: Fixed terms of 30 and 60 days are now available. Más información: https://exchange.example/news/an-210'],
      email: ['New earn products', 'New earn products: Fixed terms of 30 and 60 days are now available.\u000aMás información: https://exchange.example/news/an-210'],
    },
  },
};
