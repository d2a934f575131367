model.compile(optimizer=tf.keras.optimizers.Adam(learning_rate=1e-3), loss='mse')
model.fit(x, y, epochs=80, batch_size=8, validation_split=0.1)
