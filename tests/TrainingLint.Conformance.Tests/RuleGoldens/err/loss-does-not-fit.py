from tensorflow import keras
# Ten classes and a loss for two.
model = keras.Sequential([
    keras.layers.Flatten(input_shape=(28, 28)),
    keras.layers.Dense(128, activation="relu"),
    keras.layers.Dense(10, activation="softmax"),
])
model.compile(optimizer=keras.optimizers.Adam(learning_rate=1e-3), loss="binary_crossentropy", metrics=["accuracy"])
model.fit(x_train / 255.0, y_train, epochs=10, batch_size=32, validation_data=(x_test / 255.0, y_test))
