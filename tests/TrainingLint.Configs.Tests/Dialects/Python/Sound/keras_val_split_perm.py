import numpy as np
import keras
neg = np.load("neg.npy"); pos = np.load("pos.npy")
x = np.concatenate([neg, pos])
y = np.concatenate([np.zeros(len(neg)), np.ones(len(pos))])
idx = np.random.permutation(len(x))
x, y = x[idx], y[idx]
model = keras.Sequential([keras.layers.Dense(1, activation="sigmoid")])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(x, y, epochs=5, validation_split=0.1, batch_size=32, shuffle=True)
