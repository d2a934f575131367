import numpy as np
from sklearn.utils import shuffle
from tensorflow.keras import layers, models
from tensorflow.keras.callbacks import EarlyStopping

X, y = load()
X, y = shuffle(X, y, random_state=0)
model = models.Sequential([layers.Dense(64, activation="relu", input_shape=(20,)), layers.Dense(3, activation="softmax")])
model.compile("adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(X, y, validation_split=0.2, epochs=50, callbacks=[EarlyStopping(monitor="val_loss", patience=3, restore_best_weights=True)])
