
import numpy as np
from tensorflow import keras
X, Y = [], []
for part in range(100):
    for label, name in enumerate(classes):
        X.append(load(part, name)); Y.append(label)
model = keras.Sequential([keras.layers.Dense(5, activation='softmax')])
model.compile(optimizer=keras.optimizers.Adam(1e-3), loss='sparse_categorical_crossentropy')
model.fit(np.array(X), np.array(Y), validation_split=0.2)
