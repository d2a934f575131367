
import numpy as np, random
from tensorflow import keras
rows = []
for i, name in enumerate(classes):
    for path in files(name):
        rows.append((load(path), i))
random.shuffle(rows)
X = np.array([r[0] for r in rows]); Y = np.array([r[1] for r in rows])
model = keras.Sequential([keras.layers.Dense(5, activation='softmax')])
model.compile('adam', loss='sparse_categorical_crossentropy')
model.fit(X, Y, validation_split=0.2, epochs=5)
